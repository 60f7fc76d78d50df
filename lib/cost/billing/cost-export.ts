import { Aws, Duration, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnExport } from 'aws-cdk-lib/aws-bcmdataexports';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { BILLING_REGION } from './cost-anomaly-detection';

/** What it takes to tell who used which model, on which day, for how much. */
const COLUMNS: readonly string[] = [
  'bill_billing_entity', 'line_item_currency_code', 'line_item_iam_principal', 'line_item_line_item_description',
  'line_item_line_item_type', 'line_item_operation', 'line_item_product_code', 'line_item_resource_id',
  'line_item_unblended_cost', 'line_item_usage_account_id', 'line_item_usage_amount', 'line_item_usage_start_date',
  'line_item_usage_type', 'pricing_unit', 'product', 'resource_tags',
];

const TABLE = 'COST_AND_USAGE_REPORT';

/**
 * Properties of `CostExport`.
 */
export interface CostExportProps {
  /**
   * How long the bucket keeps the exported files.
   *
   * @default - forever
   */
  readonly expiration?: Duration;
}

/**
 * The account's daily cost and usage (CUR 2.0) in a bucket of its own, with the IAM principal behind each call: the only
 * place where AWS bills by person.
 *
 * The principal's tags (`team`, `costCenter`) join it once activated. AWS updates the export up to three times a day.
 * The bucket's storage is billed, cents a month; the export is not. It is kept when the stack goes. Only for a stack of
 * us-east-1.
 *
 * @see https://docs.aws.amazon.com/cur/latest/userguide/what-is-data-exports.html
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/iam-principal-cost-allocation.html
 */
export class CostExport extends Construct {
  /** Where the files are, under `cost/`. */
  public readonly bucket: s3.Bucket;

  /** The export. */
  public readonly export: CfnExport;

  /**
   * @throws when the stack is in another region than us-east-1
   */
  constructor(scope: Construct, id: string, props: CostExportProps = {}) {
    super(scope, id);
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region !== BILLING_REGION) {
      throw new Error(`A cost export is created in ${BILLING_REGION} alone; the stack is in ${region}. Create it in a stack of ${BILLING_REGION}.`);
    }
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: props.expiration && [{ expiration: props.expiration }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason: 'AWS alone writes cost reports here; access logs would need a second bucket with its own price',
    });
    this.bucket.addToResourcePolicy(writeExports(this.bucket));
    this.export = new CfnExport(this, 'Resource', {
      export: {
        name: `${Aws.STACK_NAME}-cost`,
        dataQuery: {
          queryStatement: `SELECT ${COLUMNS.join(', ')} FROM ${TABLE}`,
          tableConfigurations: {
            [TABLE]: { TIME_GRANULARITY: 'DAILY', INCLUDE_RESOURCES: 'TRUE', INCLUDE_IAM_PRINCIPAL_DATA: 'TRUE' },
          },
        },
        destinationConfigurations: {
          s3Destination: {
            s3Bucket: this.bucket.bucketName,
            s3Prefix: 'cost',
            s3Region: region,
            s3OutputConfigurations: { compression: 'PARQUET', format: 'PARQUET', outputType: 'CUSTOM', overwrite: 'OVERWRITE_REPORT' },
          },
        },
        refreshCadence: { frequency: 'SYNCHRONOUS' },
      },
    });
    this.export.node.addDependency(this.bucket);
  }
}

/** https://docs.aws.amazon.com/cur/latest/userguide/dataexports-s3-bucket.html */
function writeExports(bucket: s3.Bucket): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'WriteThisAccountsCostExports',
    principals: [new iam.ServicePrincipal('bcm-data-exports.amazonaws.com')],
    actions: ['s3:GetBucketPolicy', 's3:PutObject'],
    resources: [bucket.bucketArn, bucket.arnForObjects('*')],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': Stack.of(bucket).formatArn({ service: 'bcm-data-exports', resource: 'export', resourceName: '*' }) },
    },
  });
}
