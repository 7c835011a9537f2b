import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/index.js';
import { AppointmentsModule } from '../../appointments/index.js';
import { FindUsualService } from '../find-usual-service.js';
import { ReadBooking } from '../read-booking.js';
import { BookPagesController } from './book-pages-controller.js';
import { BookPages } from './book-pages.js';

/** The pages on which a client books by the link of a reminder. */
@Module({
  imports: [AccessModule, AppointmentsModule],
  controllers: [BookPagesController],
  providers: [FindUsualService, ReadBooking, BookPages],
})
export class BookPagesModule {}
