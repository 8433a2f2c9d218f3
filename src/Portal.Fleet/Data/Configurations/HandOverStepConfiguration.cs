using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class HandOverStepConfiguration : IEntityTypeConfiguration<HandOverStep>
{
    public void Configure(EntityTypeBuilder<HandOverStep> builder)
    {
        builder.ToTable("HandOverSteps");
        builder.HasKey(step => new { step.HandOverId, step.Kind });
        builder.Property(step => step.Outcome).HasMaxLength(32);
        builder.Property(step => step.Detail).HasMaxLength(HandOverStep.MaxDetail);
        builder.Property(step => step.Evidence).HasMaxLength(HandOverStep.MaxEvidence);
        builder.Property(step => step.AnsweredBy).HasMaxLength(256);
    }
}
