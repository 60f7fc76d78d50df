import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CommandError } from '../shared/command-error';

const limited = (max: number) => z.string().min(1).max(max);

/** The answers to the form of Anthropic, as a person writes them. */
const answers = z.strictObject({
  companyName: limited(128),
  companyWebsite: z.url().max(128),
  intendedUsers: z.enum(['internal', 'external', 'both']),
  industry: limited(128),
  otherIndustry: limited(128).optional(),
  useCases: limited(8192),
});

/** Who will use the models, in the words of the API. */
const INTENDED_USERS = { internal: '0', external: '1', both: '2' } as const;

/** The form in the shape that `PutUseCaseForModelAccess` takes. */
export interface UseCase {
  readonly companyName: string;
  readonly companyWebsite: string;
  readonly intendedUsers: string;
  readonly industryOption: string;
  readonly otherIndustryOption: string;
  readonly useCases: string;
}

/**
 * The answers of a file.
 *
 * @throws CommandError with everything that is missing or too long
 */
export function readUseCase(file: string): UseCase {
  if (!existsSync(file)) {
    throw new CommandError(`There is no file ${file}.`, 'write the answers into it; docs/first-answer.md shows one');
  }
  const parsed = answers.safeParse(content(file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    throw new CommandError(`${file} does not answer the form:`, 'mend it; docs/first-answer.md shows one', problems);
  }
  const { intendedUsers, industry, otherIndustry, ...others } = parsed.data;
  return { ...others, intendedUsers: INTENDED_USERS[intendedUsers], industryOption: industry, otherIndustryOption: otherIndustry ?? '' };
}

function content(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CommandError(`${file} is neither YAML nor JSON.`, 'mend it; docs/first-answer.md shows one');
  }
}
