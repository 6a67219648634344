/** Policies that give a stream's producers and consumers what they need, for this stream and its keys, and no more. */
package dev.encryptedkinesis.operator.access.leastprivilege;
