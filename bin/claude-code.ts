#!/usr/bin/env node
import { frontDoor } from '../commands/shared/front-door';
import { run } from '../commands/shared/run';

const args = process.argv.slice(2);
void frontDoor(args).then((program) => run(program, args));
