/**
 * The part of CloudWatch's metric math that this project writes, evaluated over made-up series: an interpreter of its
 * own, so that the expressions are checked by something that did not write them.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */

/** A point of a series that has no data is undefined. */
export type Series = readonly (number | undefined)[];

/** A number, a series, or an array of series. */
export type Value = number | Series | { readonly series: readonly Series[] };

export interface Environment {
  /** The seconds since the epoch at which each point of every series begins. */
  readonly timestamps: readonly number[];
  /** The series by their ids. */
  readonly metrics: Readonly<Record<string, Series>>;
}

export function evaluate(expression: string, environment: Environment): Value {
  const parser = new Parser(tokenize(expression), environment);
  const value = parser.comparison();
  parser.end();
  return value;
}

/** The value as a series; a number is a series of itself. */
export function toSeries(value: Value, { timestamps }: Environment): Series {
  if (typeof value === 'number') {
    return timestamps.map(() => value);
  }
  if (isArray(value)) {
    throw new Error('An expression has to come to one series; received an array of series.');
  }
  return value;
}

function tokenize(expression: string): string[] {
  const tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[<>=!]=|[-+*/(),[\]<>]/g) ?? [];
  if (tokens.join('') !== expression.replace(/\s/g, '')) {
    throw new Error(`Not metric math: ${expression}`);
  }
  return tokens;
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly string[], private readonly environment: Environment) {}

  public end(): void {
    if (this.position !== this.tokens.length) {
      throw new Error(`Not metric math from '${this.tokens.slice(this.position).join('')}' on.`);
    }
  }

  public comparison(): Value {
    let left = this.sum();
    for (let operator = this.take('>', '<', '>=', '<=', '==', '!='); operator !== undefined; operator = this.take('>', '<', '>=', '<=', '==', '!=')) {
      left = combine(left, this.sum(), COMPARISONS[operator]!);
    }
    return left;
  }

  private sum(): Value {
    let left = this.product();
    for (let operator = this.take('+', '-'); operator !== undefined; operator = this.take('+', '-')) {
      left = combine(left, this.product(), operator === '+' ? (a, b) => a + b : (a, b) => a - b);
    }
    return left;
  }

  private product(): Value {
    let left = this.primary();
    for (let operator = this.take('*', '/'); operator !== undefined; operator = this.take('*', '/')) {
      left = combine(left, this.primary(), operator === '*' ? (a, b) => a * b : (a, b) => a / b);
    }
    return left;
  }

  private primary(): Value {
    const token = this.tokens[this.position++];
    if (token === '(') {
      const value = this.comparison();
      this.expect(')');
      return value;
    }
    if (token === '[') {
      return { series: this.list(']').map((value) => toSeries(value, this.environment)) };
    }
    if (token !== undefined && /^\d/.test(token)) {
      return Number(token);
    }
    if (token !== undefined && /^[A-Z]/.test(token)) {
      this.expect('(');
      return call(token, this.list(')'), this.environment);
    }
    const metric = token === undefined ? undefined : this.environment.metrics[token];
    if (metric === undefined) {
      throw new Error(`There is no metric '${token}'.`);
    }
    return metric;
  }

  private list(end: string): Value[] {
    const values = [this.comparison()];
    while (this.take(',') !== undefined) {
      values.push(this.comparison());
    }
    this.expect(end);
    return values;
  }

  private take(...wanted: string[]): string | undefined {
    const token = this.tokens[this.position];
    return token !== undefined && wanted.includes(token) ? this.tokens[this.position++] : undefined;
  }

  private expect(token: string): void {
    if (this.take(token) === undefined) {
      throw new Error(`Expected '${token}' before '${this.tokens.slice(this.position).join('')}'.`);
    }
  }
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '>': (a, b) => Number(a > b), '<': (a, b) => Number(a < b), '>=': (a, b) => Number(a >= b),
  '<=': (a, b) => Number(a <= b), '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b),
};

function call(name: string, values: Value[], environment: Environment): Value {
  const [first, second, third] = values as [Value, Value, Value];
  switch (name) {
    case 'FILL': return toSeries(first, environment).map((point) => point ?? (second as number));
    case 'MAX': return isArray(first) ? first.series.reduce((a, b) => combine(a, b, Math.max) as Series) : Math.max(...defined(toSeries(first, environment)));
    case 'IF': return choose(first, second, third, environment);
    case 'RUNNING_SUM': return runningSum(toSeries(first, environment));
    case 'EPOCH': return environment.timestamps;
    case 'DATE': return environment.timestamps.map((seconds) => new Date(seconds * 1000).getUTCDate());
    default: throw new Error(`This interpreter does not know ${name}.`);
  }
}

function choose(condition: Value, yes: Value, no: Value, environment: Environment): Value {
  if (typeof condition === 'number' && typeof yes === 'number' && typeof no === 'number') {
    return condition ? yes : no;
  }
  const [conditions, whenTrue, whenFalse] = [condition, yes, no].map((value) => toSeries(value, environment)) as [Series, Series, Series];
  return conditions.map((point, index) => (point === undefined ? undefined : point ? whenTrue[index] : whenFalse[index]));
}

function runningSum(series: Series): Series {
  let sum = 0;
  return series.map((point) => (point === undefined ? undefined : sum += point));
}

function combine(left: Value, right: Value, operation: (a: number, b: number) => number): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    return operation(left, right);
  }
  if (isArray(left) || isArray(right)) {
    throw new Error('Arithmetic takes numbers and series.');
  }
  const length = typeof left === 'number' ? (right as Series).length : left.length;
  return Array.from({ length }, (_, index) => {
    const [a, b] = [at(left, index), at(right, index)];
    return a === undefined || b === undefined ? undefined : operation(a, b);
  });
}

function at(value: number | Series, index: number): number | undefined {
  return typeof value === 'number' ? value : value[index];
}

function defined(series: Series): number[] {
  return series.filter((point) => point !== undefined);
}

function isArray(value: Value): value is { readonly series: readonly Series[] } {
  return typeof value === 'object' && 'series' in value;
}
