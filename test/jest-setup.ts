// CommonJS packages that require('@nestjs/common') fail inside Jest's ES modules unless Nest was loaded first.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
