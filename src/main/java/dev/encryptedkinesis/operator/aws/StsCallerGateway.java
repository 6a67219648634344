package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.CallerGateway;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class StsCallerGateway implements CallerGateway {

    private final StsClient sts;
    private final AwsCalls calls;

    /** @param sts stays the caller's to close */
    public StsCallerGateway(StsClient sts, AwsCalls calls) {
        this.sts = sts;
        this.calls = calls;
    }

    @Override
    public Caller caller() {
        GetCallerIdentityResponse answer = calls.call(AwsOperation.GET_CALLER_IDENTITY, sts::getCallerIdentity);
        return new Caller(answer.arn(), answer.account());
    }
}
