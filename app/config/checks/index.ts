import { Geography } from '../../../lib/models/geography';
import { effectiveModels, Offer } from '../models';
import { Problem } from '../problem';
import { configurationSchema } from '../schema/configuration';
import { accessProblems, fileAccessProblems } from './access';
import { alarmProblems, priceNameProblems, stopProblems, thresholdProblems } from './cost';
import { modelsProblems, nameProblems, tierChoiceProblems, validModels } from './models';
import { mappingOf, Raw, valid } from './raw';
import { guardrailProblems, largeContextChoiceProblems, limitProblems, settingsValueProblems } from './settings';

/**
 * The checks across values. They run on the raw file, beside those of the schema, so that a person learns of every
 * mistake at once: a part that the schema refuses is passed over here.
 */
export function crossProblems(raw: unknown): Problem[] {
  const file = mappingOf(raw);
  const shape = configurationSchema.shape;
  const geography = valid(shape.geography, file.geography);
  const offer: Offer = {
    geography: geography === undefined ? undefined : Geography.of(geography),
    region: valid(shape.region, file.region),
    destinations: valid(shape.destinations, file.destinations),
  };
  return [
    ...modelsProblems(['models'], validModels(file.models), offer),
    ...limitProblems(['tokens'], file.tokens, undefined),
    ...thresholdProblems(['budget'], file.budget, offer.region),
    ...priceNameProblems(file.prices, givenModels(file)),
    ...settingsValueProblems(['settings'], file),
    ...guardrailProblems(file.guardrail),
    ...fileAccessProblems(file),
    ...Object.entries(mappingOf(file.teams)).flatMap(([name, team]) => teamProblems(name, mappingOf(team), file, offer)),
  ];
}

function teamProblems(name: string, team: Raw, file: Raw, offer: Offer): Problem[] {
  const path = ['teams', name];
  const models = effectiveModels(validModels(file.models), validModels(team.models));
  return [
    ...modelsProblems([...path, 'models'], validModels(team.models), offer),
    ...tierChoiceProblems(path, team, file, Object.keys(models)),
    ...nameProblems(name, models, file, offer),
    ...limitProblems([...path, 'tokens'], team.tokens, file.tokens),
    ...settingsValueProblems([...path, 'settings'], team, file),
    ...largeContextChoiceProblems(path, team, file, models, offer),
    ...accessProblems([...path, 'access'], team.access),
    ...thresholdProblems([...path, 'budget'], team.budget, offer.region),
    ...stopProblems(path, team, file),
    ...alarmProblems(path, team, file, models, offer),
  ];
}

function givenModels(file: Raw): unknown[] {
  return [file, ...Object.values(mappingOf(file.teams))].flatMap((holder) => Object.values(mappingOf(mappingOf(holder).models)));
}
