#!/usr/bin/env bash
# Layout and documentation of the Swift sources, as .swift-format says; a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz
