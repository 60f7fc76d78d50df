import { Located, readable, Resolver } from '../read/resolver';
import { Recipient, recipientOf } from './recipients';

/** What happens when an alarm fires: somebody is told, or something starts that acts. */
export type AlarmConsequence =
  | { readonly kind: 'alert' | 'event'; readonly recipient: Recipient }
  | { readonly kind: 'start'; readonly name: string; readonly description: string };

export interface ReviewedAlarm extends Located {
  readonly name: string;
  readonly description: string;
  readonly threshold: number;
  readonly consequences: readonly AlarmConsequence[];
}

export function alarmsOf(resolver: Resolver): ReviewedAlarm[] {
  return resolver.resources('AWS::CloudWatch::Alarm').map((located) => {
    const { stack, logicalId, properties } = located;
    return {
      ...located,
      name: `${stack.name}/${readable(logicalId)}`,
      description: resolver.text(stack, properties.AlarmDescription ?? properties.AlarmName ?? properties.MetricName ?? ''),
      threshold: Number(properties.Threshold),
      consequences: [
        ...(properties.AlarmActions ?? []).map((action: any) => ({ kind: 'alert', recipient: recipientOf(resolver, stack, action) })),
        ...startedBy(resolver, located),
      ],
    };
  });
}

/** What an event rule starts when the alarm fires. */
function startedBy(resolver: Resolver, alarm: Located): AlarmConsequence[] {
  return resolver.resources('AWS::Events::Rule')
    .filter(({ stack, properties }) => stack === alarm.stack && JSON.stringify(properties.EventPattern ?? {}).includes(`"${alarm.logicalId}"`))
    .flatMap(({ stack, properties }) => (properties.Targets ?? []).map((target: any): AlarmConsequence => {
      const started = resolver.target(stack, target.Arn);
      return started === undefined || started.type === 'AWS::SNS::Topic'
        ? { kind: 'event', recipient: recipientOf(resolver, stack, target.Arn) }
        : { kind: 'start', name: readable(started.logicalId), description: resolver.text(stack, properties.Description ?? started.type) };
    }));
}
