import { Module } from '@nestjs/common';
import { CompleteFollowUp } from './complete-follow-up.js';
import { FollowUpsResolver } from './graphql/follow-ups-resolver.js';

@Module({ providers: [FollowUpsResolver, CompleteFollowUp] })
export class FollowUpsModule {}
