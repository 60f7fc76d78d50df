import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Conditions that tie a session of a role to the person behind it, for roles that require it. Each kind of principal
 * allows another one:
 *
 * - a permission set, or another role: the session must bear the name of the caller's own session, which for Identity
 *   Center is the person's user name. `aws:userid` of a role session is `<role id>:<session name>`, so the name that the
 *   caller chooses has to be its end. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * - a user: the session must bear the user's name.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname
 * - people of an identity provider: the provider must set a source identity, which nobody can change afterwards.
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 * - jobs of GitHub Actions: none. GitHub sets no source identity and the workflow chooses the session name; the role
 *   itself names the repository.
 */
export function asCallersSession(): iam.Conditions {
  return { StringLike: { 'aws:userid': '*:${sts:RoleSessionName}' } };
}

export function asUsersName(): iam.Conditions {
  return { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } };
}

export const WITH_SOURCE_IDENTITY: iam.Conditions = { StringLike: { 'sts:SourceIdentity': '?*' } };
