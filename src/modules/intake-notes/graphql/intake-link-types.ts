import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { Allow, DESK } from '../../../platform/graphql/index.js';
import { CLIENT_LINK, ClientLinkType, toClientLink } from '../../access/index.js';
import type { IssuedIntakeLink } from '../issue-intake-link.js';

const USUAL_DAYS = 14;

@InputType()
export class IssueIntakeLinkInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => Int, {
    defaultValue: USUAL_DAYS,
    description: `For how many days it opens, 1 to ${CLIENT_LINK.mostDays}.`,
  })
  @IsInt()
  @Min(1)
  @Max(CLIENT_LINK.mostDays)
  days: number = USUAL_DAYS;
}

@Allow(DESK)
@ObjectType()
export class IssueIntakeLinkPayload {
  @Field(() => ClientLinkType)
  link: ClientLinkType;

  @Field({ description: 'Shown this once. Give it to the client; it serves until the form is sent, or the link ends.' })
  url: string;

  static of({ link, url }: IssuedIntakeLink): IssueIntakeLinkPayload {
    return Object.assign(new IssueIntakeLinkPayload(), { link: toClientLink(link, link.createdAt), url });
  }
}
