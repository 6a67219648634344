/**
 * What is told to Prometheus, and what the probes ask: {@link dev.encryptedkinesis.operator.metrics.Metric} has all names.
 * What is counted goes through Micrometer. What is a state is read when Prometheus asks, and kept nowhere, so that no series
 * outlives what it is about.
 */
package dev.encryptedkinesis.operator.metrics;
