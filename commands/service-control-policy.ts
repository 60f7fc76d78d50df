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
  readonly stopLifter?: string[];
  readonly operator?: string[];
  /** Patterns, or false with `--no-landing-zone`. */
  readonly landingZone?: string[] | boolean;
}

/** The service control policy for the account of a configuration file: what the file does not use is closed. */
export function serviceControlPolicyOf(configuration: Configuration, options: Omit<Options, 'config'> = {}): object {
  const ages = configuration.teams.flatMap((team) => Object.values(team.access?.apiKeys?.longTerm ?? {}).map((key) => key.maxAgeDays));
  return ClaudeCodeServiceControlPolicy.document({
    path: `/${configuration.namePrefix}/`,
    deploymentRoles: options.deploymentRole,
    deployers: options.deployer,
    exemptPrincipals: options.exempt,
    stopLifters: options.stopLifter,
    operators: options.operator,
    landingZones: Array.isArray(options.landingZone) ? options.landingZone : options.landingZone === false ? [] : undefined,
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
    .option('--deployer <pattern...>', 'the roles that change stacks, as ARN patterns (default: the CDK\'s deploy roles)')
    .option('--landing-zone <pattern...>', 'the roles of landing zones and stack sets, which change stacks too, as ARN patterns (default: Control Tower\'s, the accelerator\'s and those of stack sets)')
    .option('--no-landing-zone', 'hold those too: their stack sets then stop in the account')
    .option('--operator <pattern...>', 'who alone of the account may assume a role that is exempt, as ARN patterns (default: whoever its trust lets in)')
    .option('--stop-lifter <pattern...>', 'who may lift a stop by hand, as ARN patterns (default: nobody)')
    .option('--exempt <pattern...>', 'principals that the policy does not hold, as ARN patterns')
    .addHelpText('after', '\nExample, in the management account:\n  npm run -s service-control-policy > guard.json\n' +
      '  aws organizations create-policy --type SERVICE_CONTROL_POLICY --name ClaudeCode \\\n    --description "Claude Code" --content file://guard.json')
    .action((options: Options) => {
      print(`${printableJson(serviceControlPolicyOf(loadConfiguration(options.config), options))}\n`);
    });
}
