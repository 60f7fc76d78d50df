import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClaudeCodeGuardrail, RequiredGuardrail } from '../../lib';
import { guardrailFilters, guardrailProfileId } from '../config/guardrail';
import { Configuration } from '../config/resolve';

/** The guardrail of the account: the one that the file names, one created from the file, or none. */
export function accountGuardrail(scope: Construct, configuration: Configuration): RequiredGuardrail | undefined {
  const { guardrail, geography, namePrefix } = configuration;
  if (guardrail === undefined) {
    return undefined;
  }
  if (guardrail.id !== undefined) {
    return existingGuardrail(guardrail.id, `${guardrail.version}`, guardrailProfileId(guardrail, geography));
  }
  return new ClaudeCodeGuardrail(scope, 'Guardrail', {
    guardrailName: `${namePrefix}-guardrail`,
    ...guardrailFilters(guardrail),
    guardrailProfileId: guardrailProfileId(guardrail, geography),
  }).reference;
}

/** A guardrail of this account, with the guardrail profile through which it is applied in several regions. */
function existingGuardrail(id: string, version: string, profileId?: string): RequiredGuardrail {
  return {
    arn: `arn:${Aws.PARTITION}:bedrock:${Aws.REGION}:${Aws.ACCOUNT_ID}:guardrail/${id}`,
    id,
    version,
    profileArns: profileId === undefined ? undefined : [`arn:${Aws.PARTITION}:bedrock:*:${Aws.ACCOUNT_ID}:guardrail-profile/${profileId}`],
  };
}
