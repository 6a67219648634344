/** What is wrong with a stream, its key, and those who use it: asked of AWS in order, and told as a tree of checks. */
package dev.encryptedkinesis.operator.doctor;
