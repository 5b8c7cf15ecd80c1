import { Catch, type ExceptionFilter } from '@nestjs/common';

/**
 * Nest would log whatever a resolver throws, message and all, an expected refusal like a fault. The edge tells them
 * apart, logs what is a fault, and what it logs is free of what was said.
 */
@Catch()
export class LeaveToTheEdge implements ExceptionFilter {
  catch(exception: unknown): never {
    throw exception;
  }
}
