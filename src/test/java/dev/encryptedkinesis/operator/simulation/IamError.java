package dev.encryptedkinesis.operator.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServiceFailureException;

/** The errors of the operations simulated for which the IAM client has classes, and one for which it has none. */
enum IamError {
    ALREADY_EXISTS("EntityAlreadyExists", 409, EntityAlreadyExistsException::builder),
    DELETE_CONFLICT("DeleteConflict", 409, DeleteConflictException::builder),
    INVALID_INPUT("InvalidInput", 400, InvalidInputException::builder),
    LIMIT_EXCEEDED("LimitExceeded", 409, LimitExceededException::builder),
    MALFORMED_POLICY("MalformedPolicyDocument", 400, MalformedPolicyDocumentException::builder),
    NO_SUCH_ENTITY("NoSuchEntity", 404, NoSuchEntityException::builder),
    SERVICE_FAILURE("ServiceFailure", 500, ServiceFailureException::builder),
    VALIDATION("ValidationError", 400, IamException::builder);

    private final String code;
    private final int status;
    private final Supplier<? extends AwsServiceException.Builder> builder;

    IamError(String code, int status, Supplier<? extends AwsServiceException.Builder> builder) {
        this.code = code;
        this.status = status;
        this.builder = builder;
    }

    static Optional<IamError> withCode(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }

    AwsServiceException as(String message, Object... arguments) {
        return as(status, message.formatted(arguments));
    }

    AwsServiceException as(int httpStatus, String message) {
        return AwsErrors.built(builder.get(), Service.IAM, code, httpStatus, message);
    }
}
