import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlertTopic, CostAnomalyDetection, CostExport, UsageDashboard } from '../../lib';
import { BILLING_REGION, dashboardPages, TEAM_TAG } from '../../lib/rules';
import { Configuration } from '../config/resolve';
import { AccountStack } from './account-stack';
import { TeamStack } from './team-stack';

export interface CostStacksProps {
  readonly prefix: string;
  readonly configuration: Configuration;
  readonly accountStack: AccountStack;
  readonly teamStacks: readonly TeamStack[];
}

/** The stacks of the options that watch cost: none without an option. */
export function createCostStacks(app: App, props: CostStacksProps): void {
  const { prefix, configuration } = props;
  const { account, region, dashboard, anomalies, costExport } = configuration;
  if (dashboard === true) {
    // A stack has one dashboard, because three would not fit a template.
    dashboardPages(props.teamStacks, ({ resources }) => Object.keys(resources.profiles).length).forEach((teamStacks, index) => new UsageStack(
      app, index === 0 ? `${prefix}-Usage` : `${prefix}-Usage-${index + 1}`, { env: { account, region }, ...props, teamStacks }));
  }
  if (anomalies !== undefined || costExport === true) {
    new BillingStack(app, `${prefix}-Billing`, { env: { account, region: BILLING_REGION }, ...props });
  }
}

/** The dashboard: it reads every team's stack, so it is none of the account's. */
class UsageStack extends Stack {
  constructor(scope: Construct, id: string, props: CostStacksProps & StackProps) {
    super(scope, id, { env: props.env, description: 'Claude Code on Amazon Bedrock: the dashboard of every team\'s use' });
    const teams = new Map(props.configuration.teams.map((team) => [team.name, team]));
    new UsageDashboard(this, 'Dashboard', {
      prices: props.configuration.prices,
      teams: Object.fromEntries(props.teamStacks.map(({ resources }) => [resources.teamName, {
        profiles: resources.profiles,
        monthlyUsd: teams.get(resources.teamName)?.budget?.monthlyUsd,
        hourlyUsd: teams.get(resources.teamName)?.alarms?.hourlyUsd,
      }])),
    });
  }
}

/** What exists in us-east-1 alone. */
class BillingStack extends Stack {
  constructor(scope: Construct, id: string, props: CostStacksProps & StackProps) {
    super(scope, id, { env: props.env, description: 'Claude Code on Amazon Bedrock: billing, which AWS keeps in us-east-1' });
    const { alerts, anomalies, costExport, region, teams } = props.configuration;
    if (anomalies) {
      const { byTeam, ...options } = anomalies;
      new CostAnomalyDetection(this, 'Anomalies', {
        ...options,
        tagMonitors: byTeam === true ? { [TEAM_TAG]: teams.map((team) => team.name) } : undefined,
        topic: region === BILLING_REGION ? props.accountStack.alertTopic : new AlertTopic(this, 'AlertTopic', {
          emails: alerts?.emails, https: alerts?.https, encrypted: alerts?.encrypted,
        }).topic,
      });
    }
    if (costExport === true) {
      new CostExport(this, 'CostExport');
    }
  }
}
