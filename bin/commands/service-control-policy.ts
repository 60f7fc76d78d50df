#!/usr/bin/env node
import { Command } from 'commander';
import { ClaudeCodeServiceControlPolicy } from '../../lib/access/service-control-policy';
import { loadConfiguration } from '../config/load';
import { ConfigurationError } from '../config/problem';
import { Configuration } from '../config/resolve';

interface Options {
  readonly config: string;
  readonly deploymentRole?: string[];
  readonly exempt?: string[];
}

/** The service control policy for the account of a configuration file: what the file does not use is closed. */
export function serviceControlPolicyOf(configuration: Configuration, options: Omit<Options, 'config'> = {}): object {
  const ages = configuration.teams.flatMap((team) => Object.values(team.access?.apiKeys?.longTerm ?? {}).map((key) => key.maxAgeDays));
  return ClaudeCodeServiceControlPolicy.document({
    path: `/${configuration.namePrefix}/`,
    deploymentRoles: options.deploymentRole,
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

function command(): Command {
  return new Command('service-control-policy')
    .description('Prints the service control policy that holds everybody in the account of a configuration file.')
    .option('--config <file>', 'the configuration file', 'claude-code.yaml')
    .option('--deployment-role <pattern...>', 'the roles that CloudFormation deploys with, as ARN patterns (default: those of the CDK\'s bootstrap stack)')
    .option('--exempt <pattern...>', 'principals that the policy does not hold, as ARN patterns')
    .addHelpText('after', '\nExample, in the management account:\n  npm run -s service-control-policy > guard.json\n' +
      '  aws organizations create-policy --type SERVICE_CONTROL_POLICY --name ClaudeCode --description "Claude Code" --content file://guard.json')
    .action((options: Options) => {
      process.stdout.write(`${JSON.stringify(serviceControlPolicyOf(loadConfiguration(options.config), options))}\n`);
    });
}

if (require.main === module) {
  try {
    command().parse();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
