/** Policies and grants that permit more than they should: found, graded and explained, and never changed. */
package dev.encryptedkinesis.operator.access.findings;
