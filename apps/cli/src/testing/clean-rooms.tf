terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "url" {}
variable "description" {}
variable "logs" {}
variable "columns" { type = list(string) }

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "111111111111"
  secret_key                  = "owner-secret"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints {
    cleanrooms     = var.url
    cloudcontrol   = var.url
    cloudformation = var.url
  }
}

provider "aws" {
  alias                       = "partner"
  region                      = "eu-west-1"
  access_key                  = "222222222222"
  secret_key                  = "partner-secret"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints {
    cleanrooms     = var.url
    cloudcontrol   = var.url
    cloudformation = var.url
  }
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

# Rules have no type in the provider: Cloud Control, the schema asked for at plan time.
resource "aws_cloudcontrolapi_resource" "people" {
  provider  = aws.partner
  type_name = "AWS::CleanRooms::ConfiguredTable"
  desired_state = jsonencode({
    Name           = "people-${length(var.columns)}"
    Description    = var.description
    AllowedColumns = var.columns
    AnalysisMethod = "DIRECT_QUERY"
    TableReference = { Glue = { DatabaseName = "people", TableName = "people" } }
    AnalysisRules = [{
      Type   = "LIST"
      Policy = { V1 = { List = { JoinColumns = ["email"], ListColumns = ["segment"] } } }
    }]
  })
  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.columns]
  }
}

# The provider (5.100.0) takes no change inside a list for one that needs a new resource, and an id that is not known yet for one in place.
resource "terraform_data" "columns" { input = var.columns }

# The same with its schema given.
resource "aws_cloudcontrolapi_resource" "association" {
  provider  = aws.partner
  type_name = "AWS::CleanRooms::ConfiguredTableAssociation"
  schema    = file("${path.module}/association.schema.json")
  desired_state = jsonencode({
    MembershipIdentifier      = aws_cleanrooms_membership.partner.id
    ConfiguredTableIdentifier = jsondecode(aws_cloudcontrolapi_resource.people.properties).ConfiguredTableIdentifier
    Name                      = "people"
    RoleArn                   = "arn:aws:iam::222222222222:role/clean-rooms"
    ConfiguredTableAssociationAnalysisRules = [{
      Type   = "LIST"
      Policy = { V1 = { List = { AllowedResultReceivers = ["111111111111"] } } }
    }]
  })
  lifecycle { replace_triggered_by = [aws_cloudcontrolapi_resource.people.id] }
}

output "people" {
  value = jsondecode(aws_cloudcontrolapi_resource.people.properties).ConfiguredTableIdentifier
}

output "seg" {
  value = aws_cleanrooms_configured_table.seg.id
}
