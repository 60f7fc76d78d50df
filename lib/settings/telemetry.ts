import { Token } from 'aws-cdk-lib';
import { Problem, problem } from '../problem';
import { commandProblems } from './command-problems';
import { hasSecret } from './secrets';
import { TelemetryOptions, TelemetryProtocol } from './settings-options';
import { urlProblems } from './url-problems';

/** The variables of telemetry. The attributes are among them only where nobody's own may stand beside them. */
export function telemetryVariables(telemetry: TelemetryOptions): { [name: string]: string } {
  const attributes = telemetry.resourceAttributes ?? {};
  return {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_METRICS_EXPORTER: telemetry.metrics === false ? 'none' : 'otlp',
    OTEL_LOGS_EXPORTER: telemetry.logs === true ? 'otlp' : 'none',
    OTEL_EXPORTER_OTLP_PROTOCOL: telemetry.protocol ?? TelemetryProtocol.HTTP_PROTOBUF,
    OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.endpoint,
    ...(telemetry.enforceResourceAttributes === true && Object.keys(attributes).length > 0
      && { OTEL_RESOURCE_ATTRIBUTES: attributesText(attributes) }),
  };
}

/** The attributes that stand in the settings of users and build machines, beside those of the person. */
export function sharedAttributes(telemetry?: TelemetryOptions): { [name: string]: string } {
  return telemetry === undefined || telemetry.enforceResourceAttributes === true ? {} : telemetry.resourceAttributes ?? {};
}

/** Attributes as OpenTelemetry reads them: neither spaces nor commas, sorted. */
export function attributesText(attributes: { [name: string]: string }): string {
  return Object.entries(attributes).sort()
    .map(([name, value]) => `${name}=${Token.isUnresolved(value) ? value : encodeURIComponent(value)}`)
    .join(',');
}

/** An endpoint without a scheme is not sent to, and a password in it would be readable by everybody. */
export function telemetryProblems(telemetry?: TelemetryOptions): string[] {
  return telemetryOptionProblems(telemetry).map(({ message }) => message);
}

/** The same, with the property that each problem is about. */
export function telemetryOptionProblems(telemetry?: TelemetryOptions): Problem[] {
  if (telemetry === undefined) {
    return [];
  }
  const problems = urlProblems('The endpoint of telemetry', telemetry.endpoint).map((message) => problem('endpoint', message));
  if (telemetry.metrics === false && telemetry.logs !== true) {
    problems.push(problem('metrics', 'Telemetry sends metrics, logs or both; received neither. Remove it instead.'));
  }
  if (telemetry.headersHelper !== undefined && !Token.isUnresolved(telemetry.headersHelper)) {
    problems.push(...commandProblems('The helper of telemetry', telemetry.headersHelper).map((message) => problem('headersHelper', message)));
  }
  for (const [name, value] of Object.entries(telemetry.resourceAttributes ?? {})) {
    const at = ['resourceAttributes', name];
    if (!/^[A-Za-z][\w.-]*$/.test(name)) {
      problems.push(problem(at, `A resource attribute's name is letters, digits and _.-; received '${name}'.`));
    }
    if (!Token.isUnresolved(value) && hasSecret(value)) {
      problems.push(problem(at, `The resource attribute '${name}' looks like a credential; settings are readable by everybody.`));
    }
  }
  return problems;
}
