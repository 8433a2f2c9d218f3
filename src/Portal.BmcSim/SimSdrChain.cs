namespace Portal.BmcSim;

/// <summary>What is wrong with the chain of sensor data records.</summary>
public enum SimSdrChain
{
    /// <summary>Nothing: it ends with FFFFh.</summary>
    Sound,

    /// <summary>The last record names the first as its next.</summary>
    Loop,

    /// <summary>The last record names itself as its next.</summary>
    Self,

    /// <summary>After the last record come copies of it under ever new ids.</summary>
    Endless,

    /// <summary>The last record names one that does not exist.</summary>
    Torn,
}
