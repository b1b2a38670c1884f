terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "url" {}
variable "description" {}
variable "logs" {}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "111111111111"
  secret_key                  = "owner-secret"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints { cleanrooms = var.url }
}

provider "aws" {
  alias                       = "partner"
  region                      = "eu-west-1"
  access_key                  = "222222222222"
  secret_key                  = "partner-secret"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints { cleanrooms = var.url }
}

resource "aws_cleanrooms_collaboration" "pair" {
  name                     = "pair"
  description              = var.description
  creator_display_name     = "owner"
  creator_member_abilities = ["CAN_QUERY", "CAN_RECEIVE_RESULTS"]
  query_log_status         = "ENABLED"
  tags                     = { purpose = var.description }
  data_encryption_metadata {
    allow_clear_text                            = true
    allow_duplicates                            = true
    allow_joins_on_columns_with_different_names = true
    preserve_nulls                              = false
  }
  member {
    account_id       = "222222222222"
    display_name     = "partner"
    member_abilities = []
  }
}

resource "aws_cleanrooms_membership" "owner" {
  collaboration_id = aws_cleanrooms_collaboration.pair.id
  query_log_status = var.logs
  default_result_configuration {
    role_arn = "arn:aws:iam::111111111111:role/clean-rooms"
    output_configuration {
      s3 {
        bucket        = "results"
        result_format = "PARQUET"
        key_prefix    = "pair"
      }
    }
  }
}

resource "aws_cleanrooms_membership" "partner" {
  provider         = aws.partner
  collaboration_id = aws_cleanrooms_collaboration.pair.id
  query_log_status = "DISABLED"
}

resource "aws_cleanrooms_configured_table" "seg" {
  provider        = aws.partner
  name            = "seg"
  description     = var.description
  analysis_method = "DIRECT_QUERY"
  allowed_columns = ["email", "segment"]
  tags            = { purpose = var.description }
  table_reference {
    database_name = "people"
    table_name    = "seg"
  }
}
