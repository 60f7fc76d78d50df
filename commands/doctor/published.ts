import { settingsParameterName } from '../../lib/team/team-settings';
import { GuardrailReference } from '../../lib/access/policies/guardrail-reference';
import { Patient } from './check';

/** The published settings as text; asked for once. */
export function publishedText(patient: Patient): Promise<string> {
  const { configuration, team } = patient.chosen;
  patient.published ??= patient.aws.parameter(settingsParameterName(configuration.namePrefix, team.name));
  return patient.published;
}

/**
 * The guardrail that calls have to name: the file's own, or, where the stack has created it, the one that the published
 * settings name.
 */
export async function publishedGuardrail(patient: Patient): Promise<GuardrailReference | undefined> {
  const { guardrail } = patient.chosen.configuration;
  if (guardrail === undefined) {
    return undefined;
  }
  if (guardrail.id !== undefined) {
    return { id: guardrail.id, version: `${guardrail.version}` };
  }
  const text = await publishedText(patient).catch(() => '');
  const header = (name: string): string | undefined => new RegExp(`X-Amzn-Bedrock-Guardrail${name}: ([\\w:/-]+)`).exec(text.replaceAll('\\n', '\n'))?.[1];
  const [id, version] = [header('Identifier'), header('Version')];
  return id === undefined || version === undefined ? undefined : { id, version };
}
