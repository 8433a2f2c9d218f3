namespace Portal.Fleet.Links;

/// <summary>Section <c>Portal:Bmc</c>.</summary>
public sealed class BmcOptions
{
    /// <summary>Networks in CIDR form that BMCs may be in. Empty: nothing but the demo fleet may be contacted.</summary>
    public List<string> AllowedNetworks { get; set; } = [];
}
