import { profileName } from '../../lib/profiles/profile-name';
import { explain } from '../shared/explain';
import { ChosenTeam } from '../shared/team';
import { GuardrailReference } from '../../lib/access/policies/guardrail-reference';
import { Profile } from './aws-calls';
import { Check, fail, Finding, fromError, pass, Patient, skip } from './check';
import { publishedGuardrail } from './published';

/** Every tier has its profile, active and of the model that the configuration names. */
export const profiles: Check = {
  id: 'profiles',
  title: 'Inference profiles',
  async run(patient: Patient): Promise<Finding[]> {
    const { configuration, team, stackName } = patient.chosen;
    const deploy = `npx cdk deploy ${stackName}`;
    let listed: Profile[];
    try {
      listed = await patient.aws.profiles();
    } catch (error) {
      return [fromError(error, 'The inference profiles of the account')];
    }
    const found: Record<string, Profile> = {};
    const findings = Object.entries(team.models).map(([tier, model]): Finding => {
      const name = profileName(`${configuration.namePrefix}-${team.name}-${tier}`, configuration.geography, model);
      const profile = listed.find((candidate) => candidate.name === name);
      if (profile === undefined) {
        return fail(`${tier}: there is no inference profile ${name} in ${configuration.region}.`, deploy);
      }
      found[tier] = profile;
      if (profile.status !== 'ACTIVE') {
        return fail(`${tier}: ${name} is ${profile.status}, not ACTIVE.`, `wait a minute; if it stays, '${deploy}'`);
      }
      return profile.modelArns.every((arn) => arn.endsWith(`/${model.foundationModelId}`))
        ? pass(`${tier}: ${model.displayName}, ${profile.arn}`)
        : fail(`${tier}: ${name} leads to ${profile.modelArns.join(', ')}, not to ${model.foundationModelId}.`, deploy);
    });
    patient.profiles = found;
    return findings;
  },
};

/** The account may call the models: the form of Anthropic and the agreement of each model. */
export const modelAccess: Check = {
  id: 'model-access',
  title: 'Model access',
  async run({ aws, chosen: { team } }: Patient): Promise<Finding[]> {
    const mend = `npm run model-access -- ${team.name}`;
    const findings: Finding[] = [];
    try {
      findings.push(await aws.useCaseSubmitted()
        ? pass('the use-case form of Anthropic has been submitted')
        : fail('The use-case form of Anthropic has not been submitted for this account. (Submitted in the management account, it holds here too, and the invocations below work.)', mend));
    } catch (error) {
      findings.push(fromError(error, 'The use-case form', { deniedIsSkipped: true }));
    }
    for (const modelId of [...new Set(Object.values(team.models).map((model) => model.foundationModelId))].sort()) {
      try {
        const { agreement, authorization, region } = await aws.availability(modelId);
        const granted = agreement === 'AVAILABLE' && authorization !== 'NOT_AUTHORIZED' && region !== 'NOT_AVAILABLE';
        findings.push(granted
          ? pass(`${modelId}: agreement ${agreement}`)
          : fail(`${modelId}: agreement ${agreement}, authorization ${authorization}, region ${region}.`, mend));
      } catch (error) {
        findings.push(fromError(error, `The agreement of ${modelId}`, { deniedIsSkipped: true }));
      }
    }
    return findings;
  },
};

/** One tiny request per tier; what decides whether Claude Code works. */
export const invocation: Check = {
  id: 'invocation',
  title: 'One tiny request per tier',
  async run(patient: Patient): Promise<Finding[]> {
    if (!patient.invoke) {
      return [skip('left out by --no-invoke')];
    }
    const found = Object.entries(patient.profiles ?? {});
    if (found.length === 0) {
      return [skip('there is no inference profile to call')];
    }
    const guardrail = await publishedGuardrail(patient);
    return Promise.all(found.map(([tier, profile]) => attempt(tier, profile.arn, () => patient.aws.invoke(profile.arn, guardrail), patient)));
  },
};

/** A session of the key role mints a key and calls with it. */
export const shortTermKey: Check = {
  id: 'short-term-key',
  title: 'Short-term API key',
  async run(patient: Patient): Promise<Finding[]> {
    const { team } = patient.chosen;
    if (team.access?.apiKeys?.shortTerm === undefined) {
      return [skip('the team has none')];
    }
    if (!patient.invoke) {
      return [skip('left out by --no-invoke')];
    }
    // CloudFormation makes the role's name of the stack's and the construct's.
    if (!/ShortTermApiKeyRole/.test(patient.callerArn ?? '')) {
      return [skip('only a session of the key role can tell', "assume the role of the output ShortTermApiKeyRoleArn and run this again")];
    }
    const [first] = Object.entries(patient.profiles ?? {});
    if (first === undefined) {
      return [skip('there is no inference profile to call')];
    }
    const guardrail: GuardrailReference | undefined = await publishedGuardrail(patient);
    return [await attempt(`${first[0]} with a key`, first[1].arn, () => patient.aws.invokeWithShortTermKey(first[1].arn, guardrail), patient)];
  },
};

async function attempt(subject: string, arn: string, call: () => Promise<void>, { chosen }: Patient): Promise<Finding> {
  try {
    await call();
    return pass(`${subject}: answered`);
  } catch (error) {
    const { kind, message, fix } = explain(error);
    return fail(`${subject}: ${message}`, kind === 'denied' ? deniedFix(message, chosen) : kind === 'refused' ? refusedFix(message, arn) ?? fix : fix);
  }
}

/** Whether the service speaks of the model's agreement, of a limit that stopped the team, or of a policy. */
function deniedFix(message: string, { team, stackName }: ChosenTeam): string {
  if (/marketplace|agreement|use case|model access|not available/i.test(message)) {
    return `npm run model-access -- ${team.name}`;
  }
  return /explicit deny/i.test(message)
    ? 'a policy denies it: look whether the budget has stopped the team, or a burst, or whether the organization denies a region of the geography; ' +
      `of the outputs of ${stackName}, LiftBudgetStopCommand lifts the stop of the budget and LiftBurstStopCommand that of a burst`
    : "use the team's developer role (output DeveloperRoleArn); other roles of the account may not call its profiles";
}

function refusedFix(message: string, arn: string): string | undefined {
  return /on-demand throughput|isn.t supported|not supported/i.test(message)
    ? `the model is only called through a profile: pin ${arn}, as the published settings do`
    : undefined;
}
