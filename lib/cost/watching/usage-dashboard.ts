import { Fn, Stack, Token } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ModelPrices, priceProblems } from '../../models/model-prices';
import { ApplicationInferenceProfile } from '../../profiles/application-inference-profile';
import { SECTION_HEIGHT, sectionWidgets, Widget } from './dashboard-body';
import { dashboardPages } from './dashboard-pages';

/**
 * A team as a section of the dashboard.
 */
export interface UsageDashboardTeam {
  /** The team's profiles, by tier or any other name of your own. */
  readonly profiles: { [name: string]: ApplicationInferenceProfile };

  /**
   * The monthly limit, drawn as a line, in US dollars.
   *
   * @default - no line
   */
  readonly monthlyUsd?: number;

  /**
   * The hourly alarm, drawn as a line, in US dollars.
   *
   * @default - no line
   */
  readonly hourlyUsd?: number;
}

/**
 * Properties of `UsageDashboard`.
 */
export interface UsageDashboardProps {
  /** The teams, by their names; at least one. Their order does not matter. */
  readonly teams: { [name: string]: UsageDashboardTeam };

  /**
   * Prices by the name of the model, in place of the catalogue's list prices.
   *
   * @default - the list prices; a profile without a known price shows its tokens and no cost
   */
  readonly prices?: { [modelName: string]: ModelPrices };
}

/**
 * A picture of every team's use: tokens by kind, estimated USD per hour and month to date with the budget as a line,
 * latency and time to first token, throttles and errors. A section a team.
 *
 * CloudWatch takes 500 widgets and 2,500 metrics in a dashboard, so the teams are spread over as many dashboards as it
 * takes: one for about thirty teams of three tiers. Each costs 3 USD a month, and takes a third of a template: give the
 * teams of each to a stack of its own.
 */
export class UsageDashboard extends Construct {
  /** The dashboards, in the order of the teams' names. */
  public readonly dashboards: CfnDashboard[];

  private readonly variables: { [name: string]: string } = {};

  /**
   * @throws when there is no team
   */
  constructor(scope: Construct, id: string, props: UsageDashboardProps) {
    super(scope, id);
    const names = Object.keys(props.teams).sort();
    if (names.length === 0) {
      throw new Error('A dashboard shows at least one team; received none.');
    }
    const pages = dashboardPages(names, (name) => Object.keys(props.teams[name]!.profiles).length)
      .map((page) => page.flatMap((name, index) => this.section(name, props, index * SECTION_HEIGHT)));
    this.dashboards = pages.map((widgets, index) => new CfnDashboard(this, index === 0 ? 'Resource' : `Page${index + 1}`, {
      dashboardBody: Fn.sub(JSON.stringify({ start: '-PT24H', widgets }), this.variablesIn(widgets)),
    }));
  }

  private section(name: string, props: UsageDashboardProps, top: number): Widget[] {
    const team = props.teams[name]!;
    const { region } = Stack.of(this);
    return sectionWidgets({
      title: name,
      region: Token.isUnresolved(region) ? '${AWS::Region}' : region,
      monthlyUsd: team.monthlyUsd,
      hourlyUsd: team.hourlyUsd,
      profiles: Object.entries(team.profiles).sort().map(([tier, profile]) => ({
        name: tier, modelId: this.placeholder(profile), prices: knownPrices(profile, props),
      })),
    }, top);
  }

  /** An id stands in the template once, however many metrics name it. */
  private placeholder(profile: ApplicationInferenceProfile): string {
    const known = Object.entries(this.variables).find(([, id]) => id === profile.inferenceProfileId)?.[0];
    const name = known ?? `P${Object.keys(this.variables).length}`;
    this.variables[name] = profile.inferenceProfileId;
    return `\${${name}}`;
  }

  private variablesIn(widgets: readonly Widget[]): { [name: string]: string } {
    const used = new Set([...JSON.stringify(widgets).matchAll(/\$\{(P\d+)\}/g)].map((match) => match[1]!));
    return Object.fromEntries(Object.entries(this.variables).filter(([name]) => used.has(name)));
  }
}

function knownPrices(profile: ApplicationInferenceProfile, props: UsageDashboardProps): ModelPrices | undefined {
  const prices = props.prices?.[profile.model.name] ?? profile.model.prices(profile.source.geography);
  return priceProblems(profile.model, profile.source.geography, prices).length === 0 ? prices : undefined;
}
