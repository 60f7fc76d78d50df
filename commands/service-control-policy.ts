import { Command } from 'commander';
import { ClaudeCodeServiceControlPolicy } from '../lib/access/fences/service-control-policy';
import { loadConfiguration } from '../app/config/load';
import { Configuration } from '../app/config/resolve';
import { print } from './shared/output';
import { printableJson } from './shared/printable';
import { configurationCommand } from './shared/run';

interface Options {
  readonly config: string;
  readonly deploymentRole?: string[];
  readonly deployer?: string[];
  readonly exempt?: string[];
}

/** The service control policy for the account of a configuration file: what the file does not use is closed. */
export function serviceControlPolicyOf(configuration: Configuration, options: Omit<Options, 'config'> = {}): object {
  const ages = configuration.teams.flatMap((team) => Object.values(team.access?.apiKeys?.longTerm ?? {}).map((key) => key.maxAgeDays));
  return ClaudeCodeServiceControlPolicy.document({
    path: `/${configuration.namePrefix}/`,
    deploymentRoles: options.deploymentRole,
    deployers: options.deployer,
    exemptPrincipals: options.exempt,
    accounts: configuration.account === undefined ? undefined : [configuration.account],
    globalInference: configuration.geography.prefix === 'global',
    longTermApiKeyMaxAgeDays: ages.length === 0 ? undefined : Math.max(...ages),
    partition: partitionOf(configuration.region),
  });
}

function partitionOf(region: string): string {
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function serviceControlPolicyCommand(): Command {
  return configurationCommand('service-control-policy', 'Prints the service control policy that holds everybody in the account of a configuration file.')
    .option('--deployment-role <pattern...>', 'the roles that CloudFormation deploys with, as ARN patterns (default: those of the CDK\'s bootstrap stack)')
    .option('--deployer <pattern...>', 'the roles that change stacks, as ARN patterns (default: the CDK\'s deploy roles and those of stack sets)')
    .option('--exempt <pattern...>', 'principals that the policy does not hold, as ARN patterns')
    .addHelpText('after', '\nExample, in the management account:\n  npm run -s service-control-policy > guard.json\n' +
      '  aws organizations create-policy --type SERVICE_CONTROL_POLICY --name ClaudeCode \\\n    --description "Claude Code" --content file://guard.json')
    .action((options: Options) => {
      print(`${printableJson(serviceControlPolicyOf(loadConfiguration(options.config), options))}\n`);
    });
}
