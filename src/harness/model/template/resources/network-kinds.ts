import {
  byName,
  globalArn,
  identified,
  named,
  namedByArn,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

/** EC2's ids: a prefix and seventeen hexadecimal digits. */
function ec2(
  prefix: string,
  attribute: string,
  more: ResourceKind["attributes"] = {},
): ResourceKind {
  const id = (facts: ResourceFacts): string => `${prefix}-${facts.madeUpId(17)}`;
  return { nameProperty: null, ref: id, attributes: { [attribute]: id, ...more } };
}

/** An attribute that repeats a property. */
function given(property: string): (facts: ResourceFacts) => string | null {
  return (facts) => facts.text(property);
}

function distributionId(facts: ResourceFacts): string {
  return `E${facts.madeUpId(13).toUpperCase()}`;
}

function certificateArn(facts: ResourceFacts): string {
  return regionalArn(facts, "acm", `certificate/${facts.madeUpUuid()}`);
}

/** `regional/webacl/NAME/ID`, and `global/…` for CloudFront, whose firewalls are in us-east-1. */
function webAclArn(facts: ResourceFacts): string {
  const scope = facts.text("Scope") === "CLOUDFRONT" ? "global" : "regional";
  return regionalArn(facts, "wafv2", `${scope}/webacl/${facts.name}/${facts.madeUpUuid()}`);
}

function balancerName(facts: ResourceFacts): string {
  return facts.name.slice(0, 32);
}

/** `network` in the path of a network load balancer, `app` otherwise. */
function balancerPath(facts: ResourceFacts): string {
  const kind = { network: "net", gateway: "gwy" }[facts.text("Type") ?? ""] ?? "app";
  return `${kind}/${balancerName(facts)}/${facts.madeUpId(16)}`;
}

function balancerArn(facts: ResourceFacts): string {
  return regionalArn(facts, "elasticloadbalancing", `loadbalancer/${balancerPath(facts)}`);
}

function targetGroupPath(facts: ResourceFacts): string {
  return `targetgroup/${balancerName(facts)}/${facts.madeUpId(16)}`;
}

function targetGroupArn(facts: ResourceFacts): string {
  return regionalArn(facts, "elasticloadbalancing", targetGroupPath(facts));
}

/** Networks, load balancers, distributions, certificates, firewalls and DNS. */
export const networkKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::EC2::InternetGateway": ec2("igw", "InternetGatewayId"),
  "AWS::EC2::NatGateway": ec2("nat", "NatGatewayId"),
  "AWS::EC2::RouteTable": ec2("rtb", "RouteTableId"),
  "AWS::EC2::SecurityGroup": ec2("sg", "GroupId", { VpcId: given("VpcId") }),
  "AWS::EC2::Subnet": ec2("subnet", "SubnetId", {
    AvailabilityZone: given("AvailabilityZone"),
    CidrBlock: given("CidrBlock"),
    VpcId: given("VpcId"),
  }),
  "AWS::EC2::VPC": ec2("vpc", "VpcId", {
    CidrBlock: given("CidrBlock"),
    DefaultSecurityGroup: (facts) => `sg-${facts.madeUpId(17)}`,
  }),
  "AWS::EC2::VPCEndpoint": ec2("vpce", "Id"),
  "AWS::ElasticLoadBalancingV2::LoadBalancer": namedByArn("Name", balancerArn, {
    DNSName: (facts) =>
      `${balancerName(facts)}-${facts.madeUpId(10)}.${facts.region}.elb.${facts.urlSuffix}`,
    LoadBalancerArn: balancerArn,
    LoadBalancerFullName: balancerPath,
    LoadBalancerName: balancerName,
  }),
  "AWS::ElasticLoadBalancingV2::TargetGroup": namedByArn("Name", targetGroupArn, {
    TargetGroupArn: targetGroupArn,
    TargetGroupFullName: targetGroupPath,
    TargetGroupName: balancerName,
  }),
  "AWS::CloudFront::CloudFrontOriginAccessIdentity": {
    nameProperty: null,
    ref: distributionId,
    attributes: { Id: distributionId },
  },
  "AWS::CloudFront::Distribution": {
    nameProperty: null,
    ref: distributionId,
    attributes: {
      DomainName: (facts) => `d${facts.madeUpId(13)}.cloudfront.net`,
      Id: distributionId,
    },
  },
  "AWS::CloudFront::Function": namedByArn(
    "Name",
    (facts) => globalArn(facts, "cloudfront", `function/${facts.name}`),
    { FunctionARN: (facts) => globalArn(facts, "cloudfront", `function/${facts.name}`) },
  ),
  "AWS::CloudFront::OriginAccessControl": {
    nameProperty: null,
    ref: distributionId,
    attributes: { Id: distributionId },
  },
  "AWS::CertificateManager::Certificate": {
    nameProperty: null,
    ref: certificateArn,
    attributes: { CertificateArn: certificateArn },
  },
  "AWS::WAFv2::WebACL": {
    nameProperty: "Name",
    ref: (facts) => `${facts.name}|${facts.madeUpUuid()}|${facts.text("Scope") ?? "REGIONAL"}`,
    attributes: { Arn: webAclArn, Id: (facts) => facts.madeUpUuid() },
  },
  "AWS::Route53::HealthCheck": {
    nameProperty: null,
    ref: (facts) => facts.madeUpUuid(),
    attributes: { HealthCheckId: (facts) => facts.madeUpUuid() },
  },
  "AWS::Route53::HostedZone": identified(14, { Id: (facts) => facts.madeUpId(14) }),
  "AWS::Route53::RecordSet": named("Name", {}),
  "AWS::EFS::FileSystem": {
    nameProperty: null,
    ref: (facts) => `fs-${facts.madeUpId(17)}`,
    attributes: {
      Arn: (facts) =>
        regionalArn(facts, "elasticfilesystem", `file-system/fs-${facts.madeUpId(17)}`),
      FileSystemId: (facts) => `fs-${facts.madeUpId(17)}`,
    },
  },
  "AWS::EFS::AccessPoint": {
    nameProperty: null,
    ref: (facts) => `fsap-${facts.madeUpId(17)}`,
    attributes: {
      AccessPointId: (facts) => `fsap-${facts.madeUpId(17)}`,
      Arn: (facts) =>
        regionalArn(facts, "elasticfilesystem", `access-point/fsap-${facts.madeUpId(17)}`),
    },
  },
  "AWS::ServiceDiscovery::PrivateDnsNamespace": {
    nameProperty: "Name",
    ref: (facts) => `ns-${facts.madeUpId(16)}`,
    attributes: { Id: (facts) => `ns-${facts.madeUpId(16)}`, Name: byName },
  },
};
