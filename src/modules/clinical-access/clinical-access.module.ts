import { Global, Module } from '@nestjs/common';
import { BreakGlass } from './break-glass.js';
import { ClinicalAccess } from './clinical-access.js';
import { GlassBreaksResolver } from './graphql/glass-breaks-resolver.js';
import { ReadGlassBreaks } from './read-glass-breaks.js';

/** Global: every module that keeps a part of the clinical record asks who may read it. */
@Global()
@Module({ providers: [GlassBreaksResolver, BreakGlass, ReadGlassBreaks, ClinicalAccess], exports: [ClinicalAccess] })
export class ClinicalAccessModule {}
