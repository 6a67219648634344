/**
 * What holds on AWS, expected of every world the operator is tested in: of the simulation on every build, and over the
 * wire of the stand-ins kinesis-local and moto, which other people wrote. So the simulation cannot drift towards what
 * the operator happens to do.
 */
package dev.encryptedkinesis.operator.conformance;
