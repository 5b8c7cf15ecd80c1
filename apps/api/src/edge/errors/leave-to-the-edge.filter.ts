import { Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Passes every exception on unchanged. Without this filter Nest would log each one with its message, expected refusals
 * too, and a message may hold personal data. `publicError` logs only faults, and without their message.
 */
@Catch()
export class LeaveToTheEdge implements ExceptionFilter {
  catch(exception: unknown): never {
    throw exception;
  }
}
