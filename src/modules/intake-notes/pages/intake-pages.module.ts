import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/index.js';
import { IntakeLinksResolver } from '../graphql/intake-links-resolver.js';
import { IntakeNotesModule } from '../intake-notes.module.js';
import { IssueIntakeLink } from '../issue-intake-link.js';
import { FillInPages } from './fill-in-pages.js';
import { IntakeContexts } from './intake-contexts.js';
import { IntakePagesController } from './intake-pages-controller.js';
import { SaveStep } from './save-step.js';
import { SignPages } from './sign-pages.js';

/** The intake form as the client fills it in: the link to it, and its pages. */
@Module({
  imports: [AccessModule, IntakeNotesModule],
  controllers: [IntakePagesController],
  providers: [IntakeLinksResolver, IssueIntakeLink, IntakeContexts, SaveStep, FillInPages, SignPages],
})
export class IntakePagesModule {}
