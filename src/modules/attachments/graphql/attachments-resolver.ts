import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { Allow, CLINICAL, idAfter, PageArgs, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ListAttachments } from '../list-attachments.js';
import { Attachment, AttachmentConnection, toAttachment } from './attachment-types.js';

@ArgsType()
class AttachmentsArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;
}

@Resolver(() => Attachment)
export class AttachmentsResolver {
  constructor(private readonly list: ListAttachments) {}

  @Allow(CLINICAL)
  @Query(() => AttachmentConnection, { description: 'The files of one person, the last first.' })
  async attachments(
    @Args() { clientId, first, after }: AttachmentsArgs,
    @Context() { reads }: GraphqlContext,
  ): Promise<Connection<Attachment>> {
    const page = { beforeId: idAfter(after) ?? null, atMost: first + 1 };
    const rows = await reads.run((tx) => this.list.execute(tx, clientId, page));
    return toConnection(rows, first, toAttachment, ({ id }) => [id]);
  }
}
