# What CloudWatch can tell of one stream and its key, whether or not the operator runs: alarms.cfn.yml for Terraform.
#
#   terraform -chdir=examples/cloudwatch init
#   terraform -chdir=examples/cloudwatch apply -var stream_name=orders -var key_arn=ARN -var email=oncall@example.com
#
# Both are in the object's status:
#
#   kubectl -n shop get ekstream orders -o jsonpath='{.status.streamARN} {.status.encryption.keyARN}{"\n"}'
#
# The rules at the end need a trail of CloudTrail with management events in the account.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "stream_name" {
  type = string
}

variable "key_arn" {
  type        = string
  description = "The ARN of the key, not an alias"

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.key_arn))
    error_message = "Not the ARN of a key."
  }
}

variable "email" {
  type = string
}

variable "longest_delay_hours" {
  type        = number
  description = "How far a consumer may fall behind; well below the stream's retention"
  default     = 6
}

variable "kms_quota_per_second" {
  type        = number
  description = <<-TEXT
    The account's quota of symmetric cryptographic requests to KMS in this Region. AWS gives 100000 in us-east-1, us-west-2
    and eu-west-1, 20000 in us-east-2, eu-central-1, eu-west-2, ap-southeast-1, ap-southeast-2 and ap-northeast-1, and 10000
    elsewhere; Service Quotas knows whether yours was raised
  TEXT
  default     = 10000
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  # kms:REGION of the key is the stream's: Kinesis takes no key of another Region.
  stream_arn = join(":", [
    "arn", data.aws_partition.current.partition, "kinesis", split(":", var.key_arn)[3],
    data.aws_caller_identity.current.account_id, "stream/${var.stream_name}"
  ])
}

resource "aws_sns_topic" "alarms" {
  name = "${var.stream_name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.email
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Alarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alarms.arn
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
      # EventBridge's guide has no condition for a topic.
      {
        Sid       = "Rules"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alarms.arn
      },
    ]
  })
}

# More is written than the shards take: spec.shards, or an on-demand stream.
resource "aws_cloudwatch_metric_alarm" "writes_throttled" {
  alarm_name          = "${var.stream_name}-writes-throttled"
  alarm_description   = "Kinesis turns records of ${var.stream_name} away: more is written than it takes."
  namespace           = "AWS/Kinesis"
  metric_name         = "WriteProvisionedThroughputExceeded"
  dimensions          = { StreamName = var.stream_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# What is not read before its retention ends is lost. A consumer that KMS turns away falls behind too.
resource "aws_cloudwatch_metric_alarm" "consumers_behind" {
  alarm_name          = "${var.stream_name}-consumers-behind"
  alarm_description   = "A consumer of ${var.stream_name} is ${var.longest_delay_hours} hours behind."
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  threshold           = var.longest_delay_hours
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "age"
    return_data = false

    metric {
      namespace   = "AWS/Kinesis"
      metric_name = "GetRecords.IteratorAgeMilliseconds"
      dimensions  = { StreamName = var.stream_name }
      stat        = "Maximum"
      period      = 60
    }
  }

  metric_query {
    id          = "hours"
    label       = "hours behind"
    expression  = "age / 3600000"
    return_data = true
  }
}

# All producers at once: what a key that is disabled or denied does to them within about five minutes. They then write
# nothing, and nothing is what this alarm sees. Only for streams that are never idle for 15 minutes.
resource "aws_cloudwatch_metric_alarm" "nothing_written" {
  alarm_name          = "${var.stream_name}-nothing-written"
  alarm_description   = "Nobody has written to ${var.stream_name} for 15 minutes."
  namespace           = "AWS/Kinesis"
  metric_name         = "IncomingRecords"
  dimensions          = { StreamName = var.stream_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 15
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# The quota is the account's in a Region. Beyond it, Kinesis refuses records of every encrypted stream. It is one of a
# second, and CloudWatch counts by the minute: the average of a minute says too little of a short burst.
resource "aws_cloudwatch_metric_alarm" "kms_quota_nearly_used_up" {
  alarm_name          = "${var.stream_name}-kms-quota"
  alarm_description   = "The account asks KMS for more than 80 % of what its quota permits."
  evaluation_periods  = 3
  datapoints_to_alarm = 1
  threshold           = 80
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "calls"
    return_data = false

    metric {
      namespace   = "AWS/Usage"
      metric_name = "CallCount"
      dimensions = {
        Service  = "KMS"
        Type     = "API"
        Resource = "CryptographicOperationsSymmetric"
        Class    = "None"
      }
      stat   = "Sum"
      period = 60
    }
  }

  metric_query {
    id          = "share"
    label       = "share of the quota, in percent"
    expression  = "100 * calls / 60 / ${var.kms_quota_per_second}"
    return_data = true
  }
}

# The operator never stops an encryption, and deletes a stream only if its object says so. Calls that failed are left out.
resource "aws_cloudwatch_event_rule" "encryption_stopped" {
  name        = "${var.stream_name}-encryption-stopped"
  description = "Somebody stopped the encryption of ${var.stream_name}, or deleted it."
  event_pattern = jsonencode({
    source      = ["aws.kinesis"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName = ["StopStreamEncryption", "DeleteStream"]
      errorCode = [{ exists = false }]
      "$or" = [
        { requestParameters = { streamName = [var.stream_name] } },
        { requestParameters = { streamARN = [local.stream_arn] } },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "encryption_stopped" {
  rule = aws_cloudwatch_event_rule.encryption_stopped.name
  arn  = aws_sns_topic.alarms.arn
}

# A disabled key is noticed by producers within about five minutes; records under a deleted one are lost for good.
resource "aws_cloudwatch_event_rule" "key_in_danger" {
  name        = "${var.stream_name}-key-in-danger"
  description = "Somebody disabled the key of ${var.stream_name}, scheduled its deletion, or changed its policy."
  event_pattern = jsonencode({
    source      = ["aws.kms"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName = ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"]
      errorCode = [{ exists = false }]
      resources = { ARN = [var.key_arn] }
    }
  })
}

resource "aws_cloudwatch_event_target" "key_in_danger" {
  rule = aws_cloudwatch_event_rule.key_in_danger.name
  arn  = aws_sns_topic.alarms.arn
}
