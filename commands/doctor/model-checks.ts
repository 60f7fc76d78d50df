import { profileName } from '../../lib/profiles/profile-name';
import { explain } from '../shared/explain';
import { ChosenTeam } from '../shared/team';
import { needsDataRetention, REVIEWED_RETENTION, successorOf } from '../shared/model-facts';
import { CallContext, serviceMessage } from '../shared/service-messages';
import { GuardrailReference } from '../../lib/access/policies/guardrail-reference';
import { AwsCalls, Profile } from './aws-calls';
import { Check, fail, Finding, fromError, pass, Patient, skip, warn } from './check';
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
        : warn('The use-case form of Anthropic has not been submitted in this account. '
          + 'Submitted in the management account of the organization, it holds here too: the requests below tell.', mend));
    } catch (error) {
      findings.push(fromError(error, 'The use-case form', { deniedIsSkipped: true }));
    }
    const models = [...new Set(Object.values(team.models).map((model) => model.foundationModelId))].sort();
    for (const modelId of models) {
      findings.push(await agreement(modelId, aws, mend));
    }
    const retained = models.filter(needsDataRetention);
    if (retained.length > 0) {
      findings.push(await dataRetention(retained, aws, mend));
    }
    return findings;
  },
};

async function agreement(modelId: string, aws: AwsCalls, mend: string): Promise<Finding> {
  try {
    const { agreement: status, authorization, region } = await aws.availability(modelId);
    return status === 'AVAILABLE' && authorization !== 'NOT_AUTHORIZED' && region !== 'NOT_AVAILABLE'
      ? pass(`${modelId}: agreement ${status}`)
      : fail(`${modelId}: agreement ${status}, authorization ${authorization}, region ${region}.`, mend);
  } catch (error) {
    return fromError(error, `The agreement of ${modelId}`, { deniedIsSkipped: true });
  }
}

/** Some models are refused until the account keeps data for review, which is for its owner to decide. */
async function dataRetention(models: readonly string[], aws: AwsCalls, mend: string): Promise<Finding> {
  try {
    const mode = await aws.dataRetention();
    return REVIEWED_RETENTION.includes(mode)
      ? pass(`data retention mode ${mode}, which ${models.join(', ')} asks for`)
      : fail(`${models.join(', ')}: refused with the data retention mode ${mode}; ${REVIEWED_RETENTION[0]} is asked for.`, mend);
  } catch (error) {
    return fromError(error, 'The data retention mode', { deniedIsSkipped: true });
  }
}

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
    return Promise.all(found.map(([tier, profile]) => attempt(tier, tier, profile.arn, () => patient.aws.invoke(profile.arn, guardrail), patient)));
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
    return [await attempt(first[0], `${first[0]} with a key`, first[1].arn, () => patient.aws.invokeWithShortTermKey(first[1].arn, guardrail), patient)];
  },
};

async function attempt(tier: string, subject: string, arn: string, call: () => Promise<void>, { chosen }: Patient): Promise<Finding> {
  try {
    await call();
    return pass(`${subject}: answered`);
  } catch (error) {
    const { kind, message, fix } = explain(error, contextOf(chosen, tier, arn));
    const unexplained = kind === 'denied' && serviceMessage(message) === undefined;
    return fail(`${subject}: ${message}`, unexplained ? WRONG_ROLE : fix);
  }
}

const WRONG_ROLE = "use the team's developer role (output DeveloperRoleArn); other roles of the account may not call its profiles";

function contextOf({ team, stackName, configuration }: ChosenTeam, tier: string, profileArn: string): CallContext {
  const model = team.models[tier];
  return {
    team: team.name, stackName, region: configuration.region, profileArn, model: model?.name,
    successor: model && successorOf(model, configuration.geography.prefix),
  };
}
