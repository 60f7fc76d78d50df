import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { CommandError } from './shared/command-error';
import { needsDataRetention, REVIEWED_RETENTION } from './shared/model-facts';
import { print } from './shared/output';
import { printable, printableJson } from './shared/printable';
import { sessionCommand } from './shared/run';
import { chooseTeam } from './shared/team';
import { readUseCase, UseCase } from './model-access/use-case';
import { ModelAccessCalls, modelAccessCalls } from './model-access/model-access-calls';

interface Options {
  readonly config: string;
  readonly form?: string;
  readonly region?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly timeout: number;
}

/** Asks a question that is answered with yes or no. */
export type Ask = (question: string) => Promise<boolean>;

export function modelAccessCommand(): Command {
  return sessionCommand('model-access', 'Opens the account to the models of a team, once: submits Anthropic\'s use-case form, accepts the agreement '
    + 'of each model, and sets the data retention mode where a model asks for one. It asks before each step: '
    + 'accepting binds your organization to the terms of the provider.')
    .option('--form <file>', 'the answers to the form, as YAML or JSON: companyName, companyWebsite, '
      + 'intendedUsers (internal, external or both), industry, useCases')
    .option('--region <region>', 'the region to ask (default: the region of the file); form and agreements hold for all regions of the account, '
      + 'the data retention mode for this one')
    .option('--dry-run', 'say what would be submitted and accepted, and change nothing')
    .option('--yes', 'do not ask, for a pipeline whose owner has read the terms')
    .addHelpText('after', '\nExamples:\n  npm run -s model-access -- payments --form use-case.yaml --dry-run'
      + '\n  npm run -s model-access -- payments --region us-east-1'
      + '\n\nThe session needs bedrock:*UseCaseForModelAccess, bedrock:*FoundationModelAgreement*, bedrock:GetFoundationModelAvailability, '
      + 'bedrock:*AccountDataRetention and aws-marketplace:Subscribe and ViewSubscriptions: it is the platform team\'s, never a developer\'s.'
      + '\nSubmitted in the management account of the organization, the form holds for every account of it.')
    .action(async (name: string, options: Options) => {
      const { team, configuration } = chooseTeam(options.config, name);
      const useCase = options.form === undefined ? undefined : readUseCase(options.form);
      const region = regionOf(options.region ?? configuration.region);
      const calls = modelAccessCalls({ region, timeoutMs: options.timeout * 1000 });
      const models = [...new Set(Object.values(team.models).map((model) => model.foundationModelId))].sort();
      const ask = options.yes === true ? async () => true : askAtTerminal;
      await openAccess(calls, models, { useCase, region, dryRun: options.dryRun === true, ask, say: (line) => print(`${line}\n`) });
    });
}

function regionOf(name: string): string {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(name)) {
    throw new CommandError(`A region is named like us-east-1; received '${name}'.`, 'give it with --region');
  }
  return name;
}

/** How access is opened. */
export interface AccessOptions {
  readonly useCase?: UseCase;
  readonly region: string;
  readonly dryRun: boolean;
  readonly ask: Ask;
  readonly say: (line: string) => void;
}

/** The form first, because agreements without it are refused; what is done already is left alone. */
export async function openAccess(calls: ModelAccessCalls, models: readonly string[], options: AccessOptions): Promise<void> {
  await submitForm(calls, options);
  for (const modelId of models) {
    await acceptAgreement(calls, modelId, options);
  }
  const retained = models.filter(needsDataRetention);
  if (retained.length > 0) {
    await setDataRetention(calls, retained, options);
  }
}

/** An account cannot see whether its organization has sent the form: without answers of its own it goes on to the agreements. */
async function submitForm(calls: ModelAccessCalls, { useCase, dryRun, ask, say: tell }: AccessOptions): Promise<void> {
  if (await calls.useCaseSubmitted()) {
    tell('The use-case form has been submitted already.');
    return;
  }
  if (useCase === undefined) {
    tell('Note: the use-case form of Anthropic has not been submitted in this account. If the management account of the organization has, '
      + 'it holds here too. If not, agreements are refused: write the answers into a file and give it with --form; --help says which.');
    return;
  }
  tell(`The use-case form would be submitted to Anthropic with these answers:\n${printableJson(useCase, 2)}`);
  if (dryRun) {
    return;
  }
  if (!await ask('Submit the form?')) {
    throw new CommandError('The form was not submitted.', 'run the command again when the answers are right');
  }
  await calls.submitUseCase(useCase);
  tell('The form is submitted.');
}

/** Whether AWS keeps prompts and answers is for the owner of the account: it is asked, and said what it reaches. */
async function setDataRetention(calls: ModelAccessCalls, models: readonly string[], { region, dryRun, ask, say: tell }: AccessOptions): Promise<void> {
  const mode = await calls.dataRetention();
  if (REVIEWED_RETENTION.includes(mode)) {
    tell(`The data retention mode of the account in ${region} is ${printable(mode)}, as ${models.join(', ')} asks for.`);
    return;
  }
  tell(`${models.join(', ')}: refused while the data retention mode of the account in ${region} is ${printable(mode)}. `
    + `With ${REVIEWED_RETENTION[0]} prompts and answers may be kept and reviewed, of every team that calls such models in this account and region.`);
  if (dryRun) {
    return;
  }
  if (!await ask(`Set the data retention mode of the account in ${region} to ${REVIEWED_RETENTION[0]}?`)) {
    tell('The data retention mode was not changed.');
    return;
  }
  await calls.setDataRetention(REVIEWED_RETENTION[0]!);
  tell(`The data retention mode in ${region} is ${REVIEWED_RETENTION[0]}.`);
}

async function acceptAgreement(calls: ModelAccessCalls, modelId: string, { dryRun, ask, say: tell }: AccessOptions): Promise<void> {
  const status = await calls.agreement(modelId);
  if (status === 'AVAILABLE') {
    tell(`${modelId}: the agreement has been accepted already.`);
    return;
  }
  if (status === 'PENDING') {
    tell(`${modelId}: the agreement is being processed; it takes up to 15 minutes.`);
    return;
  }
  const offer = await calls.offer(modelId);
  tell(`${modelId}: the agreement (${printable(status)}) has these terms: `
    + `${offer.termsUrl === undefined ? 'see the page of the model in the Bedrock console' : printable(offer.termsUrl)}`);
  if (dryRun) {
    return;
  }
  if (!await ask(`Accept the agreement of ${modelId} for this account?`)) {
    tell(`${modelId}: not accepted.`);
    return;
  }
  await calls.accept(modelId, offer.token);
  tell(`${modelId}: accepted; calls may need up to 15 minutes.`);
}

async function askAtTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandError('There is no terminal to ask at, and nothing was changed.',
      'run it at a terminal, look at it with --dry-run, or give --yes if you have read the terms');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} Type yes: `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
