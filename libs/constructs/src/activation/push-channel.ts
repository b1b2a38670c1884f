import { PinpointApp } from '@cdktf/provider-aws/lib/pinpoint-app';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-statement';
import type { LambdaHome } from '../lambda-app/lambda-home';
import { CHANNELS } from '../names';

/**
 * Push by End User Messaging, which still is Pinpoint's API. Of Pinpoint there is the application alone, which stays after 30 October
 * 2026. Apple's and Google's credentials are put into it with the AWS command: here they would lie in Terraform's state.
 */
export class PushChannel extends Construct {
  readonly applicationId: string;
  readonly #arn: string;

  constructor(home: LambdaHome, id: string) {
    super(home, id);
    const app = new PinpointApp(this, 'app', { name: CHANNELS });
    this.applicationId = app.applicationId;
    this.#arn = app.arn;
  }

  /** What the one role that sends needs. */
  get send(): PolicyStatement[] {
    return [{ Sid: 'SendPush', Effect: 'Allow', Action: 'mobiletargeting:SendMessages', Resource: `${this.#arn}/messages` }];
  }
}
