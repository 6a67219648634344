package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Says by its presence that the AWS-managed key is wanted. The annotation lets Jackson write a record with no fields. */
@JsonInclude
public record AwsManagedKey() {}
