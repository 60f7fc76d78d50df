import { ClaudeModel } from './claude-model';
import { Geography } from './geography';
import { compareVersions, modelVersion } from './model-version';

/**
 * The newest model of the same family among those on offer, with what it costs against the old one, after the given
 * words; nothing where there is none that is newer.
 *
 * @param offered names of the catalogue
 */
export function successorInWords(model: ClaudeModel, geography: Geography, offered: readonly string[], before: string): string {
  const versionOf = ({ name, family }: ClaudeModel): readonly number[] => modelVersion(name, [family]).numbers;
  const newest = offered
    .map((name) => ClaudeModel.fromName(name))
    .filter((other) => other.family === model.family && other._lifecycle.status === 'active')
    .sort((a, b) => compareVersions(versionOf(b), versionOf(a)))[0];
  if (newest === undefined || compareVersions(versionOf(newest), versionOf(model)) <= 0) {
    return '';
  }
  return `${before}${newest.name}${priceAgainst(newest, model, geography)}.`;
}

function priceAgainst(newer: ClaudeModel, older: ClaudeModel, geography: Geography): string {
  const [now, before] = [newer.prices(geography), older.prices(geography)];
  if (now === undefined) {
    return '';
  }
  const against = before === undefined ? '' : `, against ${before.input} and ${before.output}`;
  return ` (${now.input} US dollars per million tokens in and ${now.output} out${against})`;
}
