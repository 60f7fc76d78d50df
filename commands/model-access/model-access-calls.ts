import type { DataRetentionMode } from '@aws-sdk/client-bedrock';
import { AwsLimits, callOptions, clientConfig } from '../shared/aws-client';
import { CommandError } from '../shared/command-error';
import { explain, toCommandError } from '../shared/explain';
import type { UseCase } from './use-case';

/** An offer of a model's provider. */
export interface Offer {
  readonly token: string;
  readonly termsUrl?: string;
}

/** What opening access asks of AWS; every error is one for the person at the terminal. */
export interface ModelAccessCalls {
  useCaseSubmitted(): Promise<boolean>;
  submitUseCase(useCase: UseCase): Promise<void>;
  /** AVAILABLE, PENDING, NOT_AVAILABLE or ERROR. */
  agreement(modelId: string): Promise<string>;
  offer(modelId: string): Promise<Offer>;
  accept(modelId: string, offerToken: string): Promise<void>;
  /** The data retention mode of the account in the region. */
  dataRetention(): Promise<string>;
  setDataRetention(mode: string): Promise<void>;
}

/** The calls through the AWS SDK, which is loaded only when one is made. */
export function modelAccessCalls(limits: AwsLimits): ModelAccessCalls {
  const sdk = () => import('@aws-sdk/client-bedrock');
  const client = async () => new (await sdk()).BedrockClient(await clientConfig(limits));
  return {
    async useCaseSubmitted() {
      try {
        await (await client()).send(new (await sdk()).GetUseCaseForModelAccessCommand({}), callOptions(limits));
        return true;
      } catch (error) {
        if (explain(error).kind === 'missing') {
          return false;
        }
        throw toCommandError(error, 'Whether the use-case form has been submitted');
      }
    },
    submitUseCase: (useCase) => attempt('The use-case form could not be submitted', async () => {
      const formData = new TextEncoder().encode(JSON.stringify(useCase));
      await (await client()).send(new (await sdk()).PutUseCaseForModelAccessCommand({ formData }), callOptions(limits));
    }),
    agreement: (modelId) => attempt(`The agreement of ${modelId}`, async () => {
      const answer = await (await client()).send(new (await sdk()).GetFoundationModelAvailabilityCommand({ modelId }), callOptions(limits));
      return answer.agreementAvailability?.status ?? 'unknown';
    }),
    offer: (modelId) => attempt(`The terms of ${modelId}`, async () => {
      const answer = await (await client()).send(new (await sdk()).ListFoundationModelAgreementOffersCommand({ modelId, offerType: 'PUBLIC' }), callOptions(limits));
      const [first] = answer.offers ?? [];
      if (first?.offerToken === undefined) {
        throw new CommandError(`There is no public offer of ${modelId} for this account.`, 'ask for access on the page of the model in the Bedrock console');
      }
      return { token: first.offerToken, termsUrl: first.termDetails?.legalTerm?.url };
    }),
    dataRetention: () => attempt('The data retention mode', async () => {
      const answer = await (await client()).send(new (await sdk()).GetAccountDataRetentionCommand({}), callOptions(limits));
      return answer.mode ?? 'unknown';
    }),
    setDataRetention: (mode) => attempt('The data retention mode could not be set', async () => {
      await (await client()).send(new (await sdk()).PutAccountDataRetentionCommand({ mode: mode as DataRetentionMode }), callOptions(limits));
    }),
    accept: (modelId, offerToken) => attempt(`The agreement of ${modelId} could not be accepted`, async () => {
      try {
        await (await client()).send(new (await sdk()).CreateFoundationModelAgreementCommand({ modelId, offerToken }), callOptions(limits));
      } catch (error) {
        if ((error as Error).name !== 'ConflictException') { // somebody else has just accepted it
          throw error;
        }
      }
    }),
  };
}

async function attempt<T>(subject: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof CommandError ? error : toCommandError(error, subject);
  }
}
