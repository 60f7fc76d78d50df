import { Token, Tokenization } from 'aws-cdk-lib';
import { Problem, problem } from '../problem';

/**
 * What a text of the settings may not hold. Settings are published through CloudFormation, which puts a secret of the
 * account in the place of a dynamic reference; a token of the CDK that comes as text would be resolved as if it were one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\{\{\s*resolve\s*:/i, 'a dynamic reference ({{resolve:…}}), which CloudFormation replaces with a parameter or a secret of the account'],
  [/[$#]\{\s*Token\s*\[/i, 'a token of the CDK that comes as text'],
  [/\$\{/, 'a variable (${…}), which means something else to IAM, to CloudFormation and to a shell'],
];

/** Keys by which CloudFormation knows a function: a mapping with one is no text any more. */
const FUNCTION = /^(Ref|Condition|Fn::.*)$/;

/**
 * Every text, key and mapping inside a value that would reach the template as something else than text.
 *
 * @param tokens whether real tokens of the CDK are expected, as in a CDK app; a configuration file has none
 */
export function textProblems(value: unknown, tokens: boolean, path: readonly (string | number)[] = []): Problem[] {
  if (typeof value === 'string') {
    return oneText(value, tokens, path);
  }
  if (typeof value === 'number') {
    return !tokens && Token.isUnresolved(value) ? [problem(path, 'A number of the settings is a token of the CDK; give the number itself.')] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textProblems(item, tokens, [...path, index]));
  }
  if (typeof value !== 'object' || value === null || (tokens && Token.isUnresolved(value)) || !isPlain(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => [
    ...(FUNCTION.test(key) ? [problem([...path, key], `A key of the settings is no function of CloudFormation; received '${key}'.`)] : []),
    ...oneText(key, tokens, [...path, key]),
    ...textProblems(item, tokens, [...path, key]),
  ]);
}

function oneText(text: string, tokens: boolean, path: readonly (string | number)[]): Problem[] {
  const literal = tokens ? withoutTokens(text) : text;
  const found = FORBIDDEN.find(([pattern]) => pattern.test(literal));
  return found === undefined ? [] : [problem(path, `A text of the settings is taken as it stands, so it holds no ${found[1].replace(/^an? /, '')}; received '${shown(literal)}'.`)];
}

/** The text around real tokens; one that the CDK does not know was written by hand. */
function withoutTokens(text: string): string {
  if (!Token.isUnresolved(text)) {
    return text;
  }
  try {
    Tokenization.reverseString(text);
    return text.replace(/\$\{Token\[[^\]]*\]\}/g, '\u0000');
  } catch {
    return text;
  }
}

/** A mapping as a file or an app gives it; constructs and models are none. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A text as a message shows it: short, and without control characters. */
export function shown(text: string): string {
  const printable = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·');
  return printable.length > 80 ? `${printable.slice(0, 77)}…` : printable;
}
