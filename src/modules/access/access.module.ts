import { Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';

@Module({ providers: [AccessTokens], exports: [AccessTokens] })
export class AccessModule {}
