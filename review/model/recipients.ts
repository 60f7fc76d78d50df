import { Located, readable, Resolver } from '../read/resolver';

/** Who receives what is sent to an address. */
export interface Recipient {
  /** An address, or the name of a topic of the templates. */
  readonly name: string;
  /** The addresses that are subscribed to a topic of the templates; undefined for anything else. */
  readonly subscribers?: readonly string[];
}

export function recipientOf(resolver: Resolver, stack: Located['stack'], address: any): Recipient {
  const topic = resolver.target(stack, address);
  return topic === undefined
    ? { name: resolver.text(stack, address) }
    : {
      name: readable(topic.logicalId),
      subscribers: subscriptionsOf(resolver, topic).map(({ properties, stack: home }) => resolver.text(home, properties.Endpoint)),
    };
}

export function subscriptionsOf(resolver: Resolver, topic: Located): Located[] {
  return resolver.resources('AWS::SNS::Subscription').filter(({ stack, properties }) => {
    const target = resolver.target(stack, properties.TopicArn);
    return target?.stack === topic.stack && target.logicalId === topic.logicalId;
  });
}
