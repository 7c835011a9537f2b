import { Global, Module } from '@nestjs/common';
import { AssetsController } from './assets-controller.js';
import { PagesFilter } from './pages-filter.js';
import { Site } from './site.js';

/** What pages that the server renders have in common. */
@Global()
@Module({ controllers: [AssetsController], providers: [Site, PagesFilter], exports: [Site, PagesFilter] })
export class PagesModule {}
