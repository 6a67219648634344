package dev.encryptedkinesis.operator.push;

/** Events in the form of the examples in AWS's guides: EventBridge user guide and KMS developer guide. */
public final class Events {

    private Events() {}

    /** A call of Kinesis, as CloudTrail tells it to EventBridge. */
    public static String kinesis(String operation, String requestParameters) {
        return call(
                "kinesis", operation, "\"requestParameters\": {%s}, \"readOnly\": false".formatted(requestParameters));
    }

    /** A call of KMS, as CloudTrail tells it to EventBridge. */
    public static String kms(String operation, String requestParameters, String keyArn) {
        return call("kms", operation, """
                "requestParameters": {%s}, "readOnly": false,
                "resources": [{"accountId": "123456789012", "type": "AWS::KMS::Key", "ARN": "%s"}]""".formatted(requestParameters, keyArn));
    }

    /** @param detail members beside those that every call has */
    public static String call(String service, String operation, String detail) {
        return """
                {
                  "version": "0",
                  "id": "36eb8523-97d0-4518-b33d-ee3579ff19f0",
                  "detail-type": "AWS API Call via CloudTrail",
                  "source": "aws.%1$s",
                  "account": "123456789012",
                  "time": "2026-03-01T12:00:05Z",
                  "region": "eu-west-1",
                  "resources": [],
                  "detail": {
                    "eventVersion": "1.11",
                    "userIdentity": {
                      "type": "AssumedRole",
                      "arn": "arn:aws:sts::123456789012:assumed-role/admin/alice",
                      "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::123456789012:role/admin"}}
                    },
                    "eventTime": "2026-03-01T12:00:05Z",
                    "eventSource": "%1$s.amazonaws.com",
                    "eventName": "%2$s",
                    "awsRegion": "eu-west-1",
                    "eventID": "3038ebd2-c98a-4c65-9b6e-e22506292313",
                    "eventType": "AwsApiCall",
                    "managementEvent": true,
                    "recipientAccountId": "123456789012",
                    "eventCategory": "Management",
                    %3$s
                  }
                }
                """.formatted(service, operation, detail);
    }

    /** What KMS tells by itself. */
    public static String ofKms(String type, String keyArn) {
        return """
                {
                  "version": "0",
                  "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
                  "detail-type": "%s",
                  "source": "aws.kms",
                  "account": "123456789012",
                  "time": "2026-03-01T12:00:05Z",
                  "region": "eu-west-1",
                  "resources": ["%s"],
                  "detail": {"key-id": "%s"}
                }
                """.formatted(type, keyArn, keyArn.substring(keyArn.lastIndexOf('/') + 1));
    }
}
