import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { CATALOGUE } from '../lib/models/model-catalogue';

/**
 * Writes which of the resource types that this project creates are missing in which regions, as the validator of AWS has it
 * that the CDK runs over every template. It is asked with a template of one resource per type: it knows them all, and says
 * of each that does not exist in the region so.
 */
export const MISSING_TYPES_FILE = join(__dirname, '../lib/models/missing-types.json');

/** What the library creates; a test holds the list to the templates of the last release. */
export const TYPES = [
  'AWS::BCMDataExports::Export', 'AWS::Bedrock::ApplicationInferenceProfile', 'AWS::Bedrock::Guardrail', 'AWS::Bedrock::GuardrailVersion',
  'AWS::Budgets::Budget', 'AWS::Budgets::BudgetsAction', 'AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription',
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'AWS::Chatbot::SlackChannelConfiguration', 'AWS::CloudFormation::CustomResource',
  'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::Dashboard', 'AWS::Events::Rule', 'AWS::IAM::ManagedPolicy',
  'AWS::IAM::OIDCProvider', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::KMS::Alias', 'AWS::KMS::Key', 'AWS::Lambda::Function',
  'AWS::Lambda::Permission', 'AWS::Logs::LogGroup', 'AWS::Organizations::Policy', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'AWS::SSM::Parameter',
  'AWS::SSO::Assignment', 'AWS::SSO::PermissionSet', 'AWS::Scheduler::Schedule', 'AWS::SecretsManager::Secret', 'AWS::StepFunctions::StateMachine',
];

/** The part of the validator that is used here; it is a dependency of the CDK's own. */
interface Validator {
  readonly CompositeEngine: new (config: object) => {
    validateTemplate(template: object, config: object): { diagnostics: { message: string }[] };
  };
  readonly TemplateContent: new (content: string, name: string) => object;
}

const MISSING = /^Resource type '([\w:]+)' does not exist in '/;

/** Every region of the catalogue, and those that the CDK knows. */
export function regions(): string[] {
  const sources = Object.values(CATALOGUE.models).flatMap((model) => Object.values(model.geographies))
    .flatMap((offer) => offer.routes.flatMap((route) => route.sourceRegions));
  return [...new Set([...sources, ...RegionInfo.regions.map((region) => region.name)])].sort();
}

/** The regions in which each type is missing; types that are missing nowhere are left out. */
export function missingTypes(types: readonly string[] = TYPES): Record<string, string[]> {
  const home = dirname(require.resolve('aws-cdk-lib/package.json'));
  const validator: Validator = require(require.resolve('@aws/cloudformation-validate', { paths: [home] }));
  const engine = new validator.CompositeEngine({});
  const template = JSON.stringify({ Resources: Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type, Properties: {} }])) });
  const missing: Record<string, string[]> = {};
  for (const region of regions()) {
    const { diagnostics } = engine.validateTemplate(new validator.TemplateContent(template, 'types'), {
      detailLevel: 'STANDARD', severityLevel: 'DEBUG', pseudoParameterOverrides: { accountId: '111122223333', region },
    });
    for (const type of diagnostics.flatMap(({ message }) => MISSING.exec(message)?.[1] ?? [])) {
      (missing[type] ??= []).push(region);
    }
  }
  return Object.fromEntries(Object.entries(missing).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function missingTypesText(): string {
  const lines = Object.entries(missingTypes()).map(([type, names]) => `  ${JSON.stringify(type)}: [${names.map((name) => JSON.stringify(name)).join(', ')}]`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

if (require.main === module) {
  const before = readFileSync(MISSING_TYPES_FILE, { encoding: 'utf8', flag: 'a+' });
  const text = missingTypesText();
  writeFileSync(MISSING_TYPES_FILE, text);
  process.stderr.write(before === text ? 'The table is current.\n' : 'The table has changed: read its difference.\n');
}
