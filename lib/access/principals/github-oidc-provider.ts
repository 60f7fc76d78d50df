import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { STS_AUDIENCE } from './federated-principals';
import { GITHUB_ISSUER } from './github-actions-principal';

/**
 * GitHub's OpenID Connect provider, which roles for GitHub Actions trust. An account can have it once.
 *
 * IAM verifies GitHub's certificate by its own list of authorities, so no thumbprint is given.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class GithubOidcProvider extends Construct {
  /** The provider. */
  public readonly provider: iam.IOidcProvider;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.provider = new iam.OidcProviderNative(this, 'Resource', { url: GITHUB_ISSUER, clientIds: [STS_AUDIENCE] });
  }

  /** The ARN of the provider. */
  public get providerArn(): string {
    return this.provider.oidcProviderArn;
  }
}
