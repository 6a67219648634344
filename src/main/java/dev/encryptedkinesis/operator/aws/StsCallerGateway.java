package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.doctor.Caller;
import dev.encryptedkinesis.operator.doctor.CallerGateway;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class StsCallerGateway implements CallerGateway {

    private final StsClient sts;

    /** @param sts stays the caller's to close */
    public StsCallerGateway(StsClient sts) {
        this.sts = sts;
    }

    @Override
    public Caller caller() {
        GetCallerIdentityResponse answer = AwsOperation.GET_CALLER_IDENTITY.call(sts::getCallerIdentity);
        return new Caller(answer.arn(), answer.account());
    }
}
