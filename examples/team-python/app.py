"""A whole team, as examples/team in TypeScript: both give the same template."""

from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from cdk_claude_code_bedrock import (
    ClaudeCodeTeam,
    ClaudeModel,
    Geography,
    IdentityCenterPrincipal,
    ModelTier,
    TeamBudgetOptions,
)

app = App()
stack = Stack(app, "Payments", env=Environment(region="us-east-1"))

ClaudeCodeTeam(
    stack,
    "Team",
    team_name="payments",
    cost_center="CC-1001",
    models={
        "opus": ClaudeModel.OPUS_5_5,
        "sonnet": ClaudeModel.SONNET_5_5,
        "haiku": ClaudeModel.HAIKU_5_5,
    },
    geography=Geography.US,
    default_tier=ModelTier.SONNET,
    developers=[
        IdentityCenterPrincipal("PaymentsDeveloper"),
        iam.ArnPrincipal("arn:aws:iam::222233334444:role/PaymentsBuild"),
    ],
    budget=TeamBudgetOptions(monthly_usd=1500),
)

app.synth()
