import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClaudeModel } from '../../models/claude-model';
import { Geography } from '../../models/geography';
import { atOneHour, ModelPrices, priceProblems } from '../../models/model-prices';
import { ApplicationInferenceProfile } from '../../profiles/application-inference-profile';
import { Problem, problem, refuse } from '../../problem';
import { estimateExpression, estimateMetrics, profileMetric } from './cost-metrics';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const MAX_METRICS = 10;

const WINDOW = Duration.minutes(5);
const WINDOWS_AN_HOUR = 12;

/**
 * What alarms within minutes. At least one of them, for there to be alarms.
 */
export interface UsageAlarmsOptions {
  /**
   * The estimated rate of cost, in US dollars per hour, above which a profile alarms: in two of three windows of five
   * minutes. It changes in place. One alarm per profile, because an alarm reads at most ten metrics and an estimate six.
   *
   * @default - no alarm on a rate
   */
  readonly hourlyUsd?: number;

  /**
   * The estimated cost of one day, in US dollars, above which a profile alarms. It changes in place. One alarm per profile.
   *
   * @default - no alarm on a day
   */
  readonly dailyUsd?: number;

  /**
   * The number of throttled calls in five minutes, over all profiles, at which an alarm fires.
   *
   * @default - no alarm on throttles
   */
  readonly throttles?: number;

  /**
   * The number of calls that the client got wrong, over all profiles, which alarms when each of three windows of five
   * minutes reaches it.
   *
   * @default - no alarm on client errors
   */
  readonly clientErrors?: number;

  /**
   * Whether one call to a model that AWS has declared legacy alarms.
   *
   * @default false
   */
  readonly legacyModels?: boolean;
}

/**
 * Properties of `UsageAlarms`. At least one alarm is asked for.
 */
export interface UsageAlarmsProps extends UsageAlarmsOptions {
  /**
   * The profiles to watch, by tier or any other name of your own.
   */
  readonly profiles: { [name: string]: ApplicationInferenceProfile };

  /**
   * Prices by the name of the model, in place of the catalogue's list prices.
   *
   * @default - the list prices for the geography of each profile
   */
  readonly prices?: { [modelName: string]: ModelPrices };

  /**
   * Whether prompts are cached for an hour, which costs more than five minutes: CloudWatch counts both as one.
   *
   * @default false
   */
  readonly oneHourCache?: boolean;

  /**
   * What the alarms call the watched; part of their descriptions.
   *
   * @default - the path of the construct
   */
  readonly subject?: string;

  /**
   * Where alarms go.
   *
   * @default - nowhere: they only show in the console
   */
  readonly topic?: sns.ITopic;
}

/**
 * Alarms within minutes, from tokens: what a profile used in CloudWatch, times the price of each kind of token.
 *
 * It is an estimate. Discounts and taxes are not in it, both spellings of the cache metrics are
 * read and counted once, and where long prompts cost more the average prompt of the window decides.
 *
 * Every metric that an alarm reads is billed, at 0.10 USD a month beyond the first ten of an account: six for each alarm
 * on cost (seven where long prompts have a price), one per profile for each other alarm. `alarmMetrics` is the total.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */
export class UsageAlarms extends Construct {
  /** The alarms on an hourly rate, by profile. */
  public readonly hourlyAlarms: { [name: string]: cloudwatch.Alarm } = {};

  /** The alarms on the cost of a day, by profile. */
  public readonly dailyAlarms: { [name: string]: cloudwatch.Alarm } = {};

  /** The alarm on throttles, where it is asked for. */
  public readonly throttlesAlarm?: cloudwatch.Alarm;

  /** The alarm on client errors, where it is asked for. */
  public readonly clientErrorsAlarm?: cloudwatch.Alarm;

  /** The alarm on use of a legacy model, where it is asked for. */
  public readonly legacyModelsAlarm?: cloudwatch.Alarm;

  /** How many metrics the alarms read: what CloudWatch bills them by. */
  public readonly alarmMetrics: number;

  private readonly subject: string;

  /**
   * @throws when no alarm is asked for, a threshold is not above zero, a price that an alarm needs is unknown, or more than ten
   * profiles are counted together
   */
  constructor(scope: Construct, id: string, private readonly props: UsageAlarmsProps) {
    super(scope, id);
    refuse([...(asksForAlarms(props) ? thresholdProblems(props) : [NO_THRESHOLD]), ...countProblems(props), ...unknownPrices(props)]);
    this.subject = props.subject ?? this.node.path;
    const names = Object.keys(props.profiles).sort();
    for (const name of names) {
      if (props.hourlyUsd !== undefined) {
        this.hourlyAlarms[name] = this.hourlyAlarm(name, props.hourlyUsd);
      }
      if (props.dailyUsd !== undefined) {
        this.dailyAlarms[name] = this.dailyAlarm(name, props.dailyUsd);
      }
    }
    this.throttlesAlarm = props.throttles === undefined ? undefined : this.countAlarm(
      'Throttles', 'InvocationThrottles', props.throttles, 1, 'calls are throttled: raise the quota, or spread the load');
    this.clientErrorsAlarm = props.clientErrors === undefined ? undefined : this.countAlarm(
      'ClientErrors', 'InvocationClientErrors', props.clientErrors, 3, 'calls keep failing: a wrong ARN, a missing right or a changed model');
    this.legacyModelsAlarm = props.legacyModels !== true ? undefined : this.countAlarm(
      'LegacyModels', 'LegacyModelInvocations', 1, 1, 'a legacy model is in use: plan the move to a newer one');
    const counted = [this.throttlesAlarm, this.clientErrorsAlarm, this.legacyModelsAlarm].filter((alarm) => alarm !== undefined);
    this.alarmMetrics = counted.length * names.length + [...Object.keys(this.hourlyAlarms), ...Object.keys(this.dailyAlarms)]
      .reduce((sum, name) => sum + estimateMetrics(pricesOf(props.profiles[name]!, props)!).length, 0);
  }

  private hourlyAlarm(name: string, threshold: number): cloudwatch.Alarm {
    return this.alarm(`HourlyUsd-${name}`, {
      metric: this.estimate(name, WINDOW, WINDOWS_AN_HOUR),
      threshold,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      alarmDescription: `${this.subject}, ${name}: estimated cost of more than ${threshold} USD per hour`,
    });
  }

  private dailyAlarm(name: string, threshold: number): cloudwatch.Alarm {
    return this.alarm(`DailyUsd-${name}`, {
      metric: this.estimate(name, Duration.days(1), 1),
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      alarmDescription: `${this.subject}, ${name}: estimated cost of more than ${threshold} USD in a day`,
    });
  }

  private estimate(name: string, period: Duration, factor: number): cloudwatch.MathExpression {
    const profile = this.props.profiles[name]!;
    const prices = pricesOf(profile, this.props)!;
    return new cloudwatch.MathExpression({
      expression: factor === 1 ? estimateExpression(prices) : `(${estimateExpression(prices)})*${factor}`,
      usingMetrics: Object.fromEntries(estimateMetrics(prices)
        .map(([metricId, metricName]) => [metricId, profileMetric(profile.inferenceProfileId, metricName, 'Sum', period)])),
      label: `Estimated USD ${factor === 1 ? 'a day' : 'per hour'}, ${name}`,
      period,
    });
  }

  private countAlarm(id: string, metricName: string, threshold: number, windows: number, meaning: string): cloudwatch.Alarm {
    const profiles = Object.entries(this.props.profiles).sort();
    const metrics = Object.fromEntries(profiles
      .map(([, profile], index) => [`m${index}`, profileMetric(profile.inferenceProfileId, metricName, 'Sum', WINDOW)]));
    return this.alarm(id, {
      metric: new cloudwatch.MathExpression({
        expression: Object.keys(metrics).map((metricId) => `FILL(${metricId},0)`).join('+'), usingMetrics: metrics, label: metricName, period: WINDOW,
      }),
      threshold,
      evaluationPeriods: windows,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      alarmDescription: `${this.subject}: ${meaning}`,
    });
  }

  private alarm(id: string, props: cloudwatch.AlarmProps): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(this, id, { ...props, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING });
    if (this.props.topic) {
      alarm.addAlarmAction(new SnsAction(this.props.topic));
    }
    return alarm;
  }
}

const NO_THRESHOLD = problem([], 'Alarms need a threshold: hourlyUsd, dailyUsd, throttles, clientErrors or legacyModels; received none.');

/** Whether any alarm is asked for. */
export function asksForAlarms({ hourlyUsd, dailyUsd, throttles, clientErrors, legacyModels }: UsageAlarmsOptions): boolean {
  return [hourlyUsd, dailyUsd, throttles, clientErrors].some((threshold) => threshold !== undefined) || legacyModels === true;
}

/** What the alarms would refuse of their thresholds. */
export function thresholdProblems({ hourlyUsd, dailyUsd, throttles, clientErrors }: UsageAlarmsOptions): Problem[] {
  return Object.entries({ hourlyUsd, dailyUsd, throttles, clientErrors })
    .filter(([, amount]) => amount !== undefined && !(amount > 0))
    .map(([name, amount]) => problem(name, `The threshold ${name} is above zero; received ${amount}.`));
}

/** Throttles, errors and legacy use are summed over all profiles in one alarm. */
function countProblems(props: UsageAlarmsProps): Problem[] {
  const profiles = Object.keys(props.profiles).length;
  const counts = props.throttles !== undefined || props.clientErrors !== undefined || props.legacyModels === true;
  return counts && profiles > MAX_METRICS ? [problem('profiles',
    `An alarm reads at most ${MAX_METRICS} metrics, one of each profile; received ${profiles} profiles. Spread them over several UsageAlarms.`)] : [];
}

function unknownPrices(props: UsageAlarmsProps): Problem[] {
  return Object.values(props.profiles)
    .flatMap((profile) => alarmPriceProblems(props, profile.model, profile.source.geography, props.prices));
}

/** What alarms on cost would have to know of the prices of a model. */
export function alarmPriceProblems(
  { hourlyUsd, dailyUsd }: UsageAlarmsOptions, model: ClaudeModel, geography: Geography, prices?: { [modelName: string]: ModelPrices },
): Problem[] {
  const asked = Object.entries({ hourlyUsd, dailyUsd }).find(([, amount]) => amount !== undefined);
  return asked === undefined ? [] : priceProblems(model, geography, prices?.[model.name] ?? model.prices(geography))
    .map((message) => problem(asked[0], message));
}

function pricesOf(profile: ApplicationInferenceProfile, props: Pick<UsageAlarmsProps, 'prices' | 'oneHourCache'>): ModelPrices | undefined {
  const prices = props.prices?.[profile.model.name] ?? profile.model.prices(profile.source.geography);
  return prices !== undefined && props.oneHourCache === true ? atOneHour(prices) : prices;
}
